import './node-version.js'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, terminalLanguage } from './config.ts'
import { connect, type Db, transaction } from './db.ts'
import { Halt, lastWords, sentence } from './halt.ts'
import { createKey, listKeys, revokeKey } from './members/keys.ts'
import { hasOwner, setupToken } from './members/owner.ts'
import { resetPassword } from './members/password.ts'
import { scopeSchema, scopes } from './members/scope.ts'
import { migrate } from './migrate.ts'
import { joinDatabase } from './open.ts'
import { Refusal } from './refusal.ts'
import { keptSecret } from './secret.ts'

type At = { db: Db; baseUrl: string; secret: () => string }
/** Does one thing; what it returns stands alone on stdout, for scripts. */
type Command = (at: At, arg: string) => Promise<string>

const language = terminalLanguage()
/** For the person beside: not on stdout. */
const note = (text: string) => process.stderr.write(`${text}\n`)
const actor = 'cli'

const commands: Record<string, { needs?: true; run: Command }> = {
  'api-key create': {
    needs: true,
    async run({ db }, arg) {
      const { name, ...how } = keyWanted(arg)
      const { key } = await transaction(db, (tx) => createKey(tx, { name, ...how, actor }))
      note(sentence(language, 'key-made', { name }))
      return key
    },
  },
  'api-key list': {
    async run({ db }) {
      const keys = await listKeys(db)
      if (keys.length === 0) note(sentence(language, 'no-keys'))
      return keys
        .map(({ id, hint, name, lastUsedAt, scopes, expiresAt }) =>
          [id, `${hint}…`, name, lastUsedAt ?? '—', scopes.join(','), expiresAt ?? '—'].join('\t'),
        )
        .join('\n')
    },
  },
  'api-key revoke': {
    needs: true,
    async run({ db }, id) {
      try {
        await transaction(db, (tx) => revokeKey(tx, { id: Number(id), actor }))
      } catch (error) {
        if (error instanceof Refusal) throw new Halt('no-such-key', { id })
        throw error
      }
      note(sentence(language, 'key-revoked', { id: Number(id) }))
      return ''
    },
  },
  'password reset': {
    needs: true,
    async run({ db }, email) {
      const password = await transaction(db, (tx) => resetPassword(tx, { email, actor }))
      if (!password) throw new Halt('no-such-member', { email })
      note(sentence(language, 'password-made', { email }))
      return password
    },
  },
  'setup-link': {
    async run({ db, baseUrl, secret }) {
      if (await hasOwner(db)) throw new Halt('owner-exists')
      return `${baseUrl}/welcome?token=${setupToken(secret())}`
    },
  },
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  note(lastWords(error, language))
  process.exitCode = 1
}

async function main(words: string[]): Promise<void> {
  const name = Object.keys(commands).find((each) => words.join(' ').startsWith(each))
  const command = name && commands[name]
  const arg = words.slice(name?.split(' ').length).join(' ').trim()
  if (!command || Boolean(command.needs) !== (arg !== '')) {
    note(sentence(language, 'usage'))
    process.exitCode = words.length === 0 || words[0] === 'help' ? 0 : 1
    return
  }
  const config = readConfig({ argv: [] })
  const { url, home, close: closeDatabase } = await joinDatabase(config)
  try {
    if ((await migrate(url)) === 'ahead') throw new Halt('database-newer')
    const secret = () => config.secret ?? keptSecret(home)
    await run(command.run, url, { baseUrl: config.baseUrl, secret, arg })
  } finally {
    await closeDatabase()
  }
}

/** `NAME [--scopes a:read,b:write] [--days N]`. @throws Halt `wrong-scope`, `wrong-days` */
function keyWanted(arg: string) {
  const { values, positionals } = optionsIn(arg)
  const named = values.scopes?.split(',') ?? ['*']
  const wrong = named.find((each) => !scopeSchema.safeParse(each).success)
  if (wrong !== undefined) throw new Halt('wrong-scope', { scope: wrong, scopes: scopes.join(' ') })
  const days = values.days === undefined ? null : Number(values.days)
  if (days !== null && !(Number.isInteger(days) && days > 0 && days <= 3650)) {
    throw new Halt('wrong-days', { days: String(values.days) })
  }
  return { name: positionals.join(' '), scopes: z.array(scopeSchema).parse(named), days }
}

function optionsIn(arg: string) {
  const options = { scopes: { type: 'string' }, days: { type: 'string' } } as const
  try {
    return parseArgs({ args: arg.split(/\s+/), options, allowPositionals: true })
  } catch {
    throw new Halt('usage')
  }
}

async function run(
  command: Command,
  url: string,
  { arg, ...at }: Omit<At, 'db'> & { arg: string },
) {
  const { db, close } = connect(url, 1)
  try {
    const said = await command({ db, ...at }, arg)
    if (said) process.stdout.write(`${said}\n`)
  } finally {
    // An open connection would keep the process, also after a command that has failed.
    await close()
  }
}
