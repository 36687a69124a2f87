import { sql } from 'drizzle-orm'
import { codeOf } from '../code-of.ts'
import { meet } from '../contacts/meet.ts'
import { bulk, type Tx, transaction } from '../db.ts'
import { recordOnce } from '../events/record.ts'
import { events } from '../events/table.ts'
import type { Ground } from '../ground.ts'
import type { Told, Wrong } from './read.ts'

/** What became of one event; `duplicate`: it was told before, and `id` is the first one's. */
export type Result = { id: number } | { id: number; duplicate: true } | { wrong: Wrong }

/**
 * Takes in events of one sender, in their order, all in one transaction: when this returns they are
 * safe, and when it throws none was taken. Journeys that listen are asked for.
 * @param origin the sender: two events of one origin and key are the same
 */
export async function takeEvents(ground: Ground, origin: string, told: Told[]): Promise<Result[]> {
  if (told.length === 0) return []
  const { results, journeys } = await again(() =>
    transaction(ground.db, (tx) => write(ground, tx, origin, told)),
  )
  await ground.queue.ask('advance', journeys)
  return results
}

async function write({ clock }: Ground, tx: Tx, origin: string, told: Told[]) {
  const ids = await meet(
    tx,
    told.map(({ reference }) => reference),
  )
  const now = await clock(tx)
  const known = told.flatMap((each, n) => {
    const contactId = ids[n]
    return contactId == null ? [] : [{ n, contactId, ...each }]
  })
  const { journeys, written } = await recordOnce(
    tx,
    known.map(({ contactId, name, happenedAt, key, payload }) => {
      return { contactId, name, origin, key, payload, ...(happenedAt && { happenedAt }) }
    }),
    now,
  )
  const repeated = known.filter((_, n) => written[n] === null)
  const first = await firstOnes(tx, origin, repeated)
  const results: Result[] = told.map(() => ({
    wrong: { code: 'contact-missing', field: 'contact' },
  }))
  for (const [n, each] of known.entries()) {
    const id = written[n]
    results[each.n] = id == null ? repetition(each, first) : { id }
  }
  return { results, journeys }
}

type First = { id: string; key: string; name: string; contact_id: string }

/** The events that stand under these keys already; of a batch's own repetitions, the first of them. */
async function firstOnes(tx: Tx, origin: string, repeated: { key: string | null }[]) {
  if (repeated.length === 0) return new Map<string, First>()
  const keys = bulk(
    repeated.map(({ key }) => ({ key })),
    { key: 'text' },
  )
  const rows = await tx.execute<First>(sql`
    SELECT id, key, name, contact_id FROM ${events}
     WHERE origin = ${origin} AND key IS NOT NULL AND key IN (SELECT r.key FROM ${keys})`)
  return new Map(rows.map((row) => [row.key, row]))
}

/** Another event under a key that is taken is no repetition: what it says would be lost unseen. */
function repetition(
  { key, name, contactId }: { key: string | null; name: string; contactId: number },
  first: Map<string, First>,
): Result {
  const found = first.get(key!)
  if (!found) throw new Error('An event was neither written nor known')
  const same = found.name === name && Number(found.contact_id) === contactId
  if (!same) return { wrong: { code: 'event-key-reused', field: 'key' } }
  return { id: Number(found.id), duplicate: true }
}

/**
 * Once more where Postgres broke a circle of waits (SQLSTATE 40P01): our own doors never make one,
 * but two imports may meet us.
 */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) !== '40P01') throw error
    return work()
  }
}
