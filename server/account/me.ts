import { advertisingRefused } from '../advertising.ts'
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

function mailOf(ground: Ground) {
  const { smtpUrl, baseUrl } = ground
  const advertising = advertisingRefused(ground) ?? 'allowed'
  return smtpUrl
    ? ({ kind: 'smtp', address: new URL(smtpUrl).host, advertising } as const)
    : ({ kind: 'mailbox', address: `${baseUrl}/mailbox`, advertising } as const)
}
