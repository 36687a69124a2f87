import type { Env, Ground } from '../ground.ts'
import { members } from '../members/table.ts'
import { readAccount } from './read.ts'

/** What the editor asks first: who is looking, is there an owner at all, where does mail go. */
export async function readMe(ground: Ground, member: Env['Variables']['member']) {
  const owners = await ground.db.select({ id: members.id }).from(members).limit(1)
  const setup = owners.length === 0
  if (!member) return { member: null, setup, account: null, mail: null }
  const { name, zone, language, stopped } = await readAccount(ground.db)
  return { member, setup, account: { name, zone, language, stopped }, mail: mailOf(ground) }
}

function mailOf({ smtpUrl, baseUrl }: Ground) {
  if (!smtpUrl) {
    return { kind: 'mailbox', address: `${baseUrl}/mailbox`, advertising: 'allowed' } as const
  }
  // Without https the opt-out link that the law and RFC 8058 ask for cannot be given.
  const advertising = baseUrl.startsWith('https:') ? 'allowed' : 'no-https'
  return { kind: 'smtp', address: new URL(smtpUrl).host, advertising } as const
}
