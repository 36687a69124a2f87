import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildEditor } from '../server/build.ts'
import { birth } from '../server/embedded/lock.ts'
import { type House, openHouse } from './database.ts'
import { freePort, type Program, run } from './program.ts'

const owner = { name: '森 蓮', email: 'ren@example.com', password: 'minato blend', language: 'ja' }
const json = { 'content-type': 'application/json' }

beforeAll(() => buildEditor(() => {}), 120_000)

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Postgres's own user can pass through it, whoever runs the tests. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tobiishi-start-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}

describe('one folder of data', { timeout: 120_000 }, () => {
  const home = join(newFolder(), 'data')
  let port: number
  let running: Program
  const begun: Program[] = []

  const start = async (env = {}) => {
    const program = run('main.ts', { env: { DATA_DIR: home, PORT: String(port), ...env } })
    begun.push(program)
    return program
  }
  const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)
  const postgres = () =>
    Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  const signIn = () =>
    at('/api/auth/sign-in/email', { method: 'POST', headers: json, body: JSON.stringify(owner) })

  beforeAll(async () => {
    port = await freePort()
  })
  afterAll(async () => {
    for (const program of begun) program.kill('SIGTERM')
    await Promise.all(begun.map((program) => program.exit))
  })

  test('the first start says what to open, where mail goes, where data lives, how to stop', async () => {
    running = await start()
    await running.says('Stop: Ctrl-C')
    const said = running.said()
    expect(said).toContain(`http://127.0.0.1:${port}/welcome?token=`)
    expect(said).toContain(`http://127.0.0.1:${port}/mailbox`)
    expect(said).toContain(home)
    expect(said.split('\n').length).toBeLessThan(15)
    expect((await at('/healthz')).status).toBe(200)
    expect(await (await at('/readyz')).json()).toMatchObject({ ready: true })
    expect(await (await at('/journeys')).text()).toContain('<div id="root">')
  })

  test('the link makes the owner', async () => {
    const token = /token=(\S+)/.exec(running.said())![1]
    const body = JSON.stringify({ ...owner, token })
    expect((await at('/api/setup', { method: 'POST', headers: json, body })).status).toBe(201)
  })

  test('a second start on the same data is told apart in one sentence', async () => {
    const second = await start({ PORT: String(await freePort()) })
    expect(await second.exit).toBe(1)
    const said = second.said().trim()
    expect(said.split('\n')).toHaveLength(1)
    expect(said).toContain(`already running on ${home} (process ${running.pid})`)
  })

  test('a command works beside it', async () => {
    const made = run('cli.ts', { args: ['api-key', 'create', 'shop'], env: { DATA_DIR: home } })
    expect(await made.exit).toBe(0)
    const key = /^tobi_\S+$/m.exec(made.said())![0]
    const headers = { authorization: `Bearer ${key}` }
    expect((await at('/api/journeys', { headers })).status).toBe(200)
  })

  test('Ctrl-C, which npm hands on a second time, stops everything cleanly', async () => {
    const server = postgres()
    running.kill('SIGINT')
    running.kill('SIGINT')
    expect(await running.exit).toBe(0)
    expect(running.said()).toContain('Everything is kept')
    expect(birth(server)).toBeNull()
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false)
    expect(existsSync(join(home, 'lock'))).toBe(false)
    const log = readFileSync(join(home, 'postgres.log'), 'utf8')
    expect(log.trim().split('\n').at(-1)).toContain('database system is shut down')
  })

  test('a signal that npm’s shell keeps for itself stops everything, too', async () => {
    const shell = ['sh', '-c', '"$@"; exit', 'sh']
    const env = { DATA_DIR: home, PORT: String(port), npm_lifecycle_event: 'start' }
    const npm = run('main.ts', { env, shell })
    await npm.says('Stop: Ctrl-C')
    npm.kill('SIGTERM')
    await npm.exit
    expect(npm.said()).toContain('Everything is kept')
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false)
  })

  test('a command works alone, too', async () => {
    const listed = run('cli.ts', { args: ['api-key', 'list'], env: { DATA_DIR: home } })
    expect(await listed.exit).toBe(0)
    expect(listed.said()).toContain('shop')
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false)
  })

  test('the next start keeps the data and needs no link', async () => {
    const secret = readFileSync(join(home, 'secret'), 'utf8')
    running = await start()
    await running.says('Stop: Ctrl-C')
    expect(running.said()).not.toContain('token=')
    expect((await signIn()).status).toBe(204)
    expect(readFileSync(join(home, 'secret'), 'utf8')).toBe(secret)
  })

  test('after kill -9 the next start recovers without help', async () => {
    const server = postgres()
    running.kill('SIGKILL')
    expect(await running.exit).toBeNull()
    expect(birth(server)).not.toBeNull()
    running = await start()
    await running.says('Stop: Ctrl-C')
    expect(birth(server)).toBeNull()
    expect((await signIn()).status).toBe(204)
  })

  test('after kill -9 of everything it recovers, too', async () => {
    const server = postgres()
    running.kill('SIGKILL')
    process.kill(server, 'SIGKILL')
    await running.exit
    running = await start()
    await running.says('Stop: Ctrl-C')
    expect((await signIn()).status).toBe(204)
  })

  test('what is kept is closed to others', () => {
    for (const name of ['secret', 'password', 'postgres.log']) {
      expect((statSync(join(home, name)).mode & 0o077).toString(8)).toBe('0')
    }
  })

  test('when its Postgres is lost it says so and ends', async () => {
    process.kill(postgres(), 'SIGKILL')
    expect(await running.exit).toBe(1)
    expect(running.said()).toContain('The embedded Postgres stopped by itself')
  })

  test('a taken port is one sentence, and nothing is left running', async () => {
    const other: Server = createServer().listen(port, '127.0.0.1')
    const refused = await start()
    expect(await refused.exit).toBe(1)
    expect(refused.said().trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program; stop it, or start with another one: PORT=${port + 1} npm start`,
    )
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false)
    other.close()
  })
})

describe('a database of one’s own', { timeout: 120_000 }, () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  })
  afterAll(() => house.close())

  test('serves a web and a worker process, and an owner that nobody has to set up', async () => {
    const port = await freePort()
    const DATA_DIR = newFolder()
    const env = {
      DATABASE_URL: house.url,
      PORT: String(port),
      DATA_DIR,
      OWNER_EMAIL: owner.email,
      OWNER_PASSWORD: owner.password,
    }
    const web = run('main.ts', { args: ['--role', 'web'], env })
    const worker = run('main.ts', { args: ['--role=worker'], env })
    await Promise.all([web.says('Stop: Ctrl-C'), worker.says('A worker is running')])
    expect(web.said()).toContain(`Open: http://127.0.0.1:${port}`)
    expect(web.said()).toContain(`the secret is in ${DATA_DIR}`)
    // The password of the database is nobody's to read over a shoulder.
    expect(web.said()).not.toContain(new URL(house.url).password)
    const body = JSON.stringify(owner)
    const signIn = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: json,
      body,
    })
    expect(signIn.status).toBe(204)
    for (const program of [web, worker]) program.kill('SIGTERM')
    expect(await Promise.all([web.exit, worker.exit])).toEqual([0, 0])
  })

  test('a command that fails ends, and says why', async () => {
    const env = { DATABASE_URL: house.url, DATA_DIR: newFolder() }
    const refused = run('cli.ts', { args: ['api-key', 'revoke', '999'], env })
    expect(await refused.exit).toBe(1)
    expect(refused.said().trim()).toBe('There is no key 999 in use; see “api-key list”.')
  })

  test('that a newer release has used is refused in one sentence', async () => {
    await house.db.execute(
      sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('from later', 9e12)`,
    )
    const refused = run('main.ts', { env: { DATABASE_URL: house.url, DATA_DIR: newFolder() } })
    expect(await refused.exit).toBe(1)
    expect(refused.said().trim()).toMatch(/^The database was last used by a newer Tobiishi; .*\.$/)
  })

  test('that the migrations do not fit is refused in one sentence', async () => {
    await house.db.execute(sql`DROP SCHEMA drizzle CASCADE`)
    const refused = run('main.ts', { env: { DATABASE_URL: house.url, DATA_DIR: newFolder() } })
    expect(await refused.exit).toBe(1)
    expect(refused.said().trim()).toMatch(
      /^The database cannot be brought up to this Tobiishi \(\w{5}\) and stays as it was; .*\.$/,
    )
  })

  test('that cannot be reached is refused in one sentence', async () => {
    const port = await freePort()
    const DATABASE_URL = `postgres://me:hunter2@127.0.0.1:${port}/mine`
    const refused = run('main.ts', { env: { DATABASE_URL } })
    expect(await refused.exit).toBe(1)
    const said = refused.said().trim()
    expect(said).toMatch(
      /^The database at 127.0.0.1:\d+\/mine cannot be reached \(ECONNREFUSED.*\.$/,
    )
    expect(said).not.toContain('hunter2')
  })
})

test('mistakes in the environment are told before anything begins', async () => {
  const refused = run('main.ts', { env: { PORT: 'eighty', SECRET: 'short', LANG: 'ja_JP.UTF-8' } })
  expect(await refused.exit).toBe(1)
  const said = refused.said().trim().split('\n')
  expect(said).toHaveLength(3)
  expect(said[1]).toContain('PORT: ポートは')
  expect(said[2]).toContain('SECRET: 32文字以上')
})
