import { z } from 'zod'
import { record } from '../audit/record.ts'
import { oneLine } from '../clean.ts'
import type { Tx } from '../db.ts'
import { isZone } from '../zone.ts'
import { type Account, lockAccount } from './read.ts'
import { account } from './table.ts'

const line = z.string().max(200).transform(oneLine)
const mail = z.union([z.literal(''), z.email().max(254)])

/**
 * All that is set in the settings; '' where nothing is said yet. Not the emergency stop: a form that was
 * opened before it would undo it.
 */
export const accountSchema = z.object({
  name: line,
  zone: z.string().refine(isZone),
  language: z.enum(['ja', 'en']),
  senderName: line,
  senderAddress: mail,
  replyTo: mail,
  postalAddress: z.string().trim().max(500),
  enquiry: z.string().trim().max(500),
  /** Left out: as it is. */
  tracking: z.boolean().optional(),
})

type Settings = Omit<Account, 'stopped'>

/** Writes the changed values; the audit names them from and to. */
export async function changeAccount(
  tx: Tx,
  { account: wanted, actor }: { account: Partial<Settings>; actor: string },
): Promise<Account> {
  const before = await lockAccount(tx)
  const [after] = await tx.update(account).set(wanted).returning()
  const { id: _, ...now } = after!
  const detail = differences(before, now)
  if (Object.keys(detail).length > 0) {
    await record(tx, { actor, action: 'account.changed', subject: 'account', detail })
  }
  return now
}

function differences(before: Account, after: Account) {
  const keys = Object.keys(after) as (keyof Account)[]
  const changed = keys.filter((key) => before[key] !== after[key])
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]))
}
