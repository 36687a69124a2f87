import { recordConsents } from '../consents/record.ts'
import { lockContacts, readContacts } from '../contacts/batch.ts'
import type { Tx } from '../db.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { withdraw } from '../messages/withdraw.ts'
import { erasedKeys } from '../suppressions/hashed.ts'
import { isSuppressed, suppressMany } from '../suppressions/suppress.ts'
import type { Job } from './job.ts'
import { type Numbered, nothing, type Outcome, told } from './outcome.ts'

/**
 * Unsubscribes the addresses of rows, also those that nobody has yet: whoever comes in by one of them
 * later gets no advertising. What is still queued for them is called back.
 */
export async function optOutRows(ground: Ground, tx: Tx, { origin }: Job, rows: Numbered[]) {
  const said = rows.flatMap(({ judged }) =>
    judged.type === 'said' ? [judged.said.address.key] : [],
  )
  // Who was erased gets no mail already, and nothing more is kept of them.
  const erased = await erasedKeys(tx, said)
  const keys = said.filter((key) => !erased.has(key))
  const people = await lockContacts(tx, { keys: [...new Set(keys)] })
  const now = await ground.clock(tx)
  const idOf = new Map(people.map(({ id, emailKey }) => [emailKey, id]))
  const contactIds = people.map(({ id }) => id)
  const recalled = await withdraw(tx, { contactIds, reason: 'unsubscribed' }, now)
  const reason = 'unsubscribed'
  // In the order of keys: two lists with the same addresses wait in one line.
  const entries = [...new Set(keys)].sort().map((emailKey) => {
    return { emailKey, contactId: idOf.get(emailKey) ?? null, reason, origin } as const
  })
  const suppressed = new Set(await suppressMany(tx, entries, now))
  const holding = people.filter(({ consent }) => consent !== 'withdrawn')
  await recordConsents(
    tx,
    holding.map(({ id: contactId }) => {
      return { contactId, given: 'withdrawn', basis: 'opt-in', origin, at: now }
    }),
  )
  const withdrawn = new Set(holding.map(({ emailKey }) => emailKey))
  const changed = people.filter(
    ({ emailKey }) => suppressed.has(emailKey) || withdrawn.has(emailKey),
  )
  const happened = changed.map(({ id: contactId }) => {
    return { contactId, name: 'contact.unsubscribed', origin, payload: { way: 'import' } }
  })
  const woken = await record(tx, happened, now)
  const outcomes = rows.map(({ line, judged }): Outcome => {
    if (judged.type !== 'said') return told(line, judged)
    const { key } = judged.said.address
    const change = {
      // The first row of an address did it; the next one changes nothing.
      ...(suppressed.delete(key) && { suppressed: key }),
      ...(withdrawn.delete(key) && { consent: true as const }),
    }
    const contactId = idOf.get(key) ?? null
    return Object.keys(change).length > 0
      ? { line, ...nothing, outcome: 'updated', contactId, change }
      : { line, ...nothing, outcome: 'unchanged' }
  })
  return { outcomes, entered: 0, journeys: [...new Set([...recalled, ...woken])] }
}

/**
 * What would become of such rows, with nothing written.
 * @param gone address keys of earlier rows; these are added
 */
export async function wouldOptOut(tx: Tx, rows: Numbered[], gone: Set<string>): Promise<Outcome[]> {
  const said = rows.flatMap(({ judged }) =>
    judged.type === 'said' ? [judged.said.address.key] : [],
  )
  const erased = await erasedKeys(tx, said)
  const listed = await isSuppressed(tx, said)
  const people = await readContacts(tx, { keys: [...new Set(said)] })
  const holding = new Set(
    people.filter(({ consent }) => consent !== 'withdrawn').map(({ emailKey }) => emailKey),
  )
  return rows.map(({ line, judged }): Outcome => {
    if (judged.type !== 'said') return told(line, judged)
    const { key } = judged.said.address
    const changes = !gone.has(key) && !erased.has(key) && (!listed.has(key) || holding.has(key))
    gone.add(key)
    return { line, ...nothing, outcome: changes ? 'updated' : 'unchanged' }
  })
}
