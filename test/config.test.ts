import { expect, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { Halt } from '../server/halt.ts'

const whyNot = (env: Record<string, string>, argv: string[] = []) => {
  try {
    readConfig({ env: { LANG: 'en_US.UTF-8', ...env }, argv })
  } catch (error) {
    return (error as Halt).message
  }
  throw new Error('It was taken')
}

test('nothing needs to be set', () => {
  expect(readConfig({ env: {}, argv: [] })).toEqual({
    role: 'all',
    port: 3000,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1:3000',
    databaseUrl: null,
    smtpUrl: null,
    trustedProxies: [],
    secret: null,
    owner: null,
    logLevel: 'warn',
    dataDir: null,
    language: 'en',
    underNpm: false,
  })
})

test('an empty variable counts as not set', () => {
  expect(readConfig({ env: { PORT: '', SMTP_URL: ' ' }, argv: [] })).toMatchObject({
    port: 3000,
    smtpUrl: null,
  })
})

test('every variable is taken', () => {
  const env = {
    PORT: '8080',
    HOST: '0.0.0.0',
    BASE_URL: 'https://mail.example.com/',
    DATABASE_URL: 'postgresql://me:secret@db.example.com/tobiishi',
    SMTP_URL: 'smtps://me:secret@smtp.example.com:465',
    TRUSTED_PROXIES: '10.0.0.5, 172.16.0.0/12',
    SECRET: 'x'.repeat(32),
    OWNER_EMAIL: 'ren@example.com',
    OWNER_PASSWORD: 'long enough',
    LOG_LEVEL: 'info',
    DATA_DIR: '/srv/data',
    LANG: 'ja_JP.UTF-8',
  }
  expect(readConfig({ env, argv: ['--role', 'web'] })).toEqual({
    role: 'web',
    port: 8080,
    host: '0.0.0.0',
    baseUrl: 'https://mail.example.com',
    databaseUrl: env.DATABASE_URL,
    smtpUrl: env.SMTP_URL,
    trustedProxies: ['10.0.0.5', '172.16.0.0/12'],
    secret: env.SECRET,
    owner: { email: 'ren@example.com', password: 'long enough' },
    logLevel: 'info',
    dataDir: '/srv/data',
    language: 'ja',
    underNpm: false,
  })
})

test('links lead to this machine when the server listens everywhere', () => {
  expect(readConfig({ env: { HOST: '0.0.0.0' }, argv: [] }).baseUrl).toBe('http://127.0.0.1:3000')
  expect(readConfig({ env: { HOST: '::1', PORT: '81' }, argv: [] }).baseUrl).toBe('http://[::1]:81')
})

test.for([
  ['PORT', 'eighty', 'a port is a number'],
  ['PORT', '70000', 'a port is a number'],
  ['PORT', '80.5', 'a port is a number'],
  ['BASE_URL', 'mail.example.com', 'an origin without a path'],
  ['BASE_URL', 'https://example.com/mail', 'an origin without a path'],
  ['DATABASE_URL', 'mysql://x', 'postgres://user'],
  ['SMTP_URL', 'smtp.example.com', 'smtp://user'],
  ['SECRET', 'short', 'at least 32 characters'],
  ['LOG_LEVEL', 'loud', 'choose one of fatal'],
] as const)('%s=%s is refused in one sentence', ([name, value, why]) => {
  const said = whyNot({ [name]: value })
  expect(said.split('\n')).toHaveLength(2)
  expect(said).toContain(`${name}: `)
  expect(said).toContain(why)
})

test('all mistakes are named at once', () => {
  const said = whyNot({ PORT: 'x', SECRET: 'x', OWNER_EMAIL: 'ren@example.com' }, [
    '--role',
    'king',
  ])
  for (const name of ['PORT', 'SECRET', 'OWNER_EMAIL', '--role'])
    expect(said).toContain(`${name}: `)
})

test('an option that does not exist is named', () => {
  expect(whyNot({}, ['--verbose'])).toContain('--verbose: there is no such option')
})

test('a secret value is never repeated', () => {
  const said = whyNot({
    SECRET: 'hunter2',
    DATABASE_URL: 'pg://me:hunter2@x',
    OWNER_PASSWORD: 'hunter2',
  })
  expect(said).not.toContain('hunter2')
})

test('mistakes are told in the language of the terminal', () => {
  expect(() => readConfig({ env: { PORT: 'x', LANG: 'ja_JP.UTF-8' }, argv: [] })).toThrow(Halt)
  try {
    readConfig({ env: { PORT: 'x', LANG: 'ja_JP.UTF-8' }, argv: [] })
  } catch (error) {
    expect((error as Halt).say('ja')).toContain('PORT: ポートは1から65535までの数です')
  }
})
