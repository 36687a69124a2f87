import { parseArgs } from 'node:util'
import { z } from 'zod'
import { proxyList } from './client-address.ts'
import { Halt, type StartCode, type StartFacts, sentence } from './halt.ts'
import { type Language, languageOf } from './language.ts'

export type Config = {
  role: (typeof roles)[number]
  port: number
  host: string
  /** Origin of links, without a slash at the end. */
  baseUrl: string
  /** Null: our own Postgres. */
  databaseUrl: string | null
  /** Null: the built-in mailbox. */
  smtpUrl: string | null
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** Null: made once and kept beside the data. */
  secret: string | null
  owner: { email: string; password: string } | null
  logLevel: (typeof levels)[number]
  /** Where data and secret are kept; null: the usual place. */
  dataDir: string | null
  /** What the terminal speaks. */
  language: Language
  /** Whether `npm start` began us, through a shell of its own. */
  underNpm: boolean
}

const roles = ['all', 'web', 'worker'] as const
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/**
 * Everything that the environment and the command line say, read once.
 * @throws Halt `environment-wrong` with a sentence for each mistake
 */
export function readConfig({ env = process.env, argv = process.argv.slice(2) } = {}): Config {
  const language = terminalLanguage(env)
  const { options, mistakes } = readOptions(argv, language)
  // An empty variable is how a compose file says "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const read = schemaIn(language).safeParse({ ...options, ...pick(given) })
  if (!read.success) {
    for (const { path, message } of read.error.issues)
      mistakes.push(`${String(path[0])}: ${message}`)
  }
  if (!read.success || mistakes.length > 0) throw new Halt('environment-wrong', { mistakes })
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password, ...it } = read.data
  const baseUrl = it.BASE_URL ?? `http://${hostInUrl(it.HOST)}:${it.PORT}`
  return {
    role: it['--role'],
    port: it.PORT,
    host: it.HOST,
    baseUrl,
    databaseUrl: it.DATABASE_URL ?? null,
    smtpUrl: it.SMTP_URL ?? null,
    // We speak no TLS: where people come by https, something on the way speaks it for us.
    trustedProxies: it.TRUSTED_PROXIES ?? (baseUrl.startsWith('https:') ? LOOPBACK : []),
    secret: it.SECRET ?? null,
    owner: email && password ? { email, password } : null,
    logLevel: it.LOG_LEVEL,
    dataDir: it.DATA_DIR ?? null,
    language,
    underNpm: env.npm_lifecycle_event !== undefined,
  }
}

/** What the terminal speaks; known before anything else, for the sentences of a failed start. */
export const terminalLanguage = (env = process.env): Language =>
  languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG)

/** The variables we know, each with the sentence that a wrong value gets. */
function schemaIn(language: Language) {
  const say = <C extends StartCode>(code: C, ...facts: StartFacts<C>) => ({
    error: sentence(language, code, ...facts),
  })
  const address = (protocol: RegExp, example: string) =>
    z.url({ protocol, ...say('not-a-url', { example }) })
  return z
    .object({
      '--role': z.enum(roles, say('not-a-role')).default('all'),
      PORT: z.coerce
        .number(say('not-a-port'))
        .int(say('not-a-port'))
        .min(1, say('not-a-port'))
        .max(65535, say('not-a-port'))
        .default(3000),
      HOST: z.string().default('127.0.0.1'),
      BASE_URL: z
        .url({ protocol: /^https?$/, ...say('not-a-base') })
        .refine((url) => !URL.canParse(url) || isOrigin(new URL(url)), say('not-a-base'))
        .transform((url) => new URL(url).origin)
        .optional(),
      DATABASE_URL: address(
        /^postgres(ql)?$/,
        'postgres://user:password@host:5432/database',
      ).optional(),
      SMTP_URL: address(/^smtps?$/, 'smtp://user:password@host:587').optional(),
      TRUSTED_PROXIES: z
        .string()
        .transform((list) => list.split(',').map((entry) => entry.trim()))
        .refine(areProxies, say('not-proxies'))
        .optional(),
      SECRET: z.string().min(32, say('secret-too-short')).optional(),
      OWNER_EMAIL: z.email(say('not-an-email')).optional(),
      OWNER_PASSWORD: z.string().min(8, say('password-too-short')).optional(),
      LOG_LEVEL: z.enum(levels, say('not-a-level', { levels: levels.join(', ') })).default('warn'),
      DATA_DIR: z.string().optional(),
    })
    .refine((it) => !it.OWNER_EMAIL === !it.OWNER_PASSWORD, {
      path: ['OWNER_EMAIL'],
      // Also when something else is wrong: all mistakes at once.
      when: () => true,
      ...say('owner-half'),
    })
}

const names = [
  'PORT',
  'HOST',
  'BASE_URL',
  'DATABASE_URL',
  'SMTP_URL',
  'TRUSTED_PROXIES',
  'SECRET',
  'OWNER_EMAIL',
  'OWNER_PASSWORD',
  'LOG_LEVEL',
  'DATA_DIR',
]

const pick = (env: Record<string, string | undefined>) =>
  Object.fromEntries(names.map((name) => [name, env[name]]))

function readOptions(args: string[], language: Language) {
  const { values, tokens } = parseArgs({
    args,
    options: { role: { type: 'string' } },
    strict: false,
    tokens: true,
  })
  const unknown = tokens.filter(
    (token) => token.kind === 'positional' || (token.kind === 'option' && token.name !== 'role'),
  )
  const mistakes = unknown.map(
    (token) => `${args[token.index]}: ${sentence(language, 'unknown-option')}`,
  )
  return { options: { '--role': values.role }, mistakes }
}

const LOOPBACK = ['127.0.0.0/8', '::1']

function areProxies(entries: string[]): boolean {
  try {
    return Boolean(proxyList(entries))
  } catch {
    return false
  }
}

const isOrigin = (url: URL) => url.pathname === '/' && !url.search && !url.hash && !url.username

/** Where a browser on this machine finds what listens on `host`. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
