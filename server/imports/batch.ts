import { recordConsents } from '../consents/record.ts'
import { addContacts, addExternalIds, lockContacts, writeContacts } from '../contacts/batch.ts'
import type { Tx } from '../db.ts'
import { enter } from '../enrollments/enroll.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { consentsOf } from './consent.ts'
import { deskOf, newcomers } from './desk.ts'
import type { Job } from './job.ts'
import type { Numbered, Outcome } from './outcome.ts'
import { existing, keysOf, screened } from './screen.ts'
import { alreadyIn, putIn } from './segment.ts'

/**
 * Makes contacts of rows or brings them up to date, in the rows' order: of an address that stands twice
 * the later row has the last word. Each table is written once.
 * @returns what became of each row, how many entered the journey, and the journeys to ask for
 */
export async function takeRows(ground: Ground, tx: Tx, job: Job, rows: Numbered[]) {
  const { mode } = job.plan
  const known = await existing(tx, keysOf(rows))
  const judged = await screened(tx, rows, known)
  const said = judged.flatMap(({ judged }) => (judged.type === 'said' ? [judged.said] : []))
  const keys = keysOf(judged)
  const fresh = mode === 'update' ? [] : newcomers(said, known, job)
  const made = await addContacts(tx, fresh)
  // Somebody else may have made one in between: then it is there to be locked, too.
  const locked = await lockContacts(tx, { keys: keys.filter((key) => !made.has(key)) })
  const now = await ground.clock(tx)
  const among = await alreadyIn(
    tx,
    job.plan,
    locked.map(({ id }) => id),
  )
  const desk = deskOf(job, made, locked, among)
  const outcomes = judged.map((row) => desk.take(row))
  const { changed, ids, externals, consenting } = desk
  await writeContacts(tx, [...changed.values()])
  await addExternalIds(tx, externals)
  await recordConsents(tx, await consentsOf(tx, consenting, job))
  const woken = await tell(tx, job, { outcomes, ...desk }, now)
  const { plan, origin } = job
  const listening = await putIn(tx, {
    plan,
    origin,
    contactIds: desk.entering,
    clock: async () => now,
  })
  const entered = await enterAll(tx, job, [...ids], now)
  return {
    outcomes,
    entered,
    journeys: [...new Set([...woken, ...listening, ...(entered > 0 ? [job.plan.journeyId!] : [])])],
  }
}

type Done = { outcomes: Outcome[] } & Pick<ReturnType<typeof deskOf>, 'tagged' | 'consenting'>

/** One event a contact that is new or changed: for the timeline, and for whoever waits for it. */
function tell(
  tx: Tx,
  { origin, tagIds }: Job,
  { outcomes, tagged, consenting }: Done,
  now: Temporal.Instant,
) {
  const nameOfTag = new Map([...tagIds].map(([name, id]) => [id, name]))
  const agreed = new Set(consenting)
  const added = new Set(
    outcomes.filter(({ outcome }) => outcome === 'added').map(({ contactId }) => contactId),
  )
  const ids = new Set(outcomes.map(({ contactId }) => contactId).filter((id) => id !== null))
  const happened = [...ids].map((contactId) => {
    const tags = [...(tagged.get(contactId) ?? [])].map((id) => nameOfTag.get(id)!)
    const payload = {
      added: added.has(contactId),
      ...(tags.length > 0 && { tags }),
      ...(agreed.has(contactId) && { consent: true }),
    }
    return { contactId, name: 'contact.imported', origin, payload }
  })
  return record(tx, happened, now)
}

async function enterAll(tx: Tx, job: Job, ids: number[], now: Temporal.Instant): Promise<number> {
  const { journeyId } = job.plan
  if (journeyId === null || ids.length === 0) return 0
  const trigger = await job.trigger(tx)
  const { entered } = await enter(
    tx,
    ids
      .sort((a, b) => a - b)
      .map((contactId) => ({
        contactId,
        journeyId,
        origin: job.origin,
        payload: {},
        ...trigger,
      })),
    now,
  )
  return entered.length
}
