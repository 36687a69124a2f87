import { sql } from 'drizzle-orm'
import { recordConsents } from '../consents/record.ts'
import {
  addContacts,
  addExternalIds,
  type BatchContact,
  type ExternalId,
  lockContacts,
  ownersOf,
  writeContacts,
} from '../contacts/batch.ts'
import { contacts } from '../contacts/table.ts'
import { bulk, type Tx } from '../db.ts'
import { enter } from '../enrollments/enroll.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { erasedKeys } from '../suppressions/hashed.ts'
import { apply, type Change, type Known } from './apply.ts'
import { consentsOf, givenAt, isNews } from './consent.ts'
import type { Job } from './job.ts'
import { type Numbered, nothing, type Outcome, told } from './outcome.ts'
import type { Said } from './row.ts'
import { alreadyIn, putIn, segmentOf } from './segment.ts'

/**
 * Makes contacts of rows or brings them up to date, in the rows' order: of an address that stands twice
 * the later row has the last word. Each table is written once.
 * @returns what became of each row, how many entered the journey, and the journeys to ask for
 */
export async function takeRows(ground: Ground, tx: Tx, job: Job, rows: Numbered[]) {
  const { mode } = job.plan
  const known = await existing(tx, keysOf(rows))
  const judged = await withoutErased(tx, await withoutTaken(tx, rows, known))
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

const keysOf = (rows: Numbered[]) => [
  ...new Set(
    rows.flatMap(({ judged }) => (judged.type === 'said' ? [judged.said.address.key] : [])),
  ),
]

/** Who was erased is brought back by no list. */
async function withoutErased(tx: Tx, rows: Numbered[]): Promise<Numbered[]> {
  const erased = await erasedKeys(tx, keysOf(rows))
  return rows.map(
    (row): Numbered =>
      row.judged.type === 'said' && erased.has(row.judged.said.address.key)
        ? { ...row, judged: { type: 'refused', reason: 'erased', at: null } }
        : row,
  )
}

/** Rows whose number in another system is somebody else's are refused. */
async function withoutTaken(
  tx: Tx,
  rows: Numbered[],
  known: ReadonlyMap<string, number>,
): Promise<Numbered[]> {
  const pairs = rows.flatMap(({ judged }) =>
    judged.type === 'said' ? judged.said.externalIds.map((id) => ({ id, said: judged.said })) : [],
  )
  if (pairs.length === 0) return rows
  const owners = await ownersOf(
    tx,
    pairs.map(({ id }) => id),
  )
  // A contact that is known, or the address of one that is to be made.
  const ownerOf = new Map<string, number | string>()
  for (const [index, { id }] of pairs.entries()) {
    const owner = owners[index]
    if (owner) ownerOf.set(nameOf(id), owner)
  }
  return rows.map((row): Numbered => {
    if (row.judged.type !== 'said') return row
    const { said } = row.judged
    const { key } = said.address
    const who = known.get(key) ?? key
    const foreign = said.externalIds.some((id) => (ownerOf.get(nameOf(id)) ?? who) !== who)
    if (foreign) {
      return { ...row, judged: { type: 'refused', reason: 'external-taken', at: null } }
    }
    // What they have already needs no writing.
    const externalIds = said.externalIds.filter((id) => !ownerOf.has(nameOf(id)))
    for (const id of externalIds) ownerOf.set(nameOf(id), who)
    return { ...row, judged: { type: 'said', said: { ...said, externalIds } } }
  })
}

const nameOf = ({ system, value }: ExternalId) => `${system}\0${value}`

/**
 * Whose these addresses are, unlocked: who is new is made before others are locked. An address that was
 * merged away is the contact's that stayed.
 */
async function existing(tx: Tx, keys: string[]): Promise<Map<string, number>> {
  const wanted = keys.map((key) => ({ key }))
  const rows = await tx.execute<{ key: string; id: string }>(sql`
    SELECT r.key, coalesce(c.merged_into, c.id) AS id
      FROM ${bulk(wanted, { key: 'text' })} JOIN ${contacts} c ON c.email_key = r.key`)
  return new Map(rows.map(({ key, id }) => [key, Number(id)]))
}

const nobody = (email: string): Known => ({ email, attributes: {}, language: null, tags: [] })

/** Contacts to be made, as all rows about them leave them. */
function newcomers(said: Said[], known: ReadonlyMap<string, number>, { plan, tagIds }: Job) {
  const byKey = new Map<string, Known & { emailKey: string }>()
  for (const each of said) {
    const { email, key } = each.address
    if (known.has(key) || (plan.mode === 'add' && byKey.has(key))) continue
    const { after } = apply(byKey.get(key) ?? nobody(email), each, tagIds)
    byKey.set(key, { ...after, emailKey: key })
  }
  return [...byKey.values()]
}

type Person = Known & Pick<BatchContact, 'id'> & Partial<Pick<BatchContact, 'consentAt'>>

/** Goes through rows one by one and keeps what has to be written of them. */
function deskOf(
  job: Job,
  made: ReadonlyMap<string, number>,
  locked: BatchContact[],
  among: ReadonlySet<number>,
) {
  const { plan, tagIds } = job
  const people = new Map<string, Person>(locked.map((each) => [each.emailKey, each]))
  const addressesOf = Map.groupBy(locked, ({ id }) => id)
  const consentAt = plan.consent && givenAt(plan.consent.on, job.zone)
  const asksEach = plan.columns.some(({ to }) => to === 'consent')
  const changed = new Map<number, Person>()
  const ids = new Set<number>()
  const consenting = new Set<number>()
  const entering = new Set<number>()
  const externals: (ExternalId & { contactId: number })[] = []
  const tagged = new Map<number, Set<number>>()

  function takeSaid(line: number, said: Said): Outcome {
    const { email, key } = said.address
    const row = { line, ...nothing }
    const before = people.get(key)
    const id = before?.id ?? made.get(key)
    if (id === undefined) return { ...row, outcome: 'refused', reason: 'unknown' }
    if (before && plan.mode === 'add') return { ...row, outcome: 'unchanged' }
    const { after, change } = apply(before ?? nobody(email), said, tagIds)
    const person = { ...before, ...after, id }
    if (change?.tags) tagged.set(id, (tagged.get(id) ?? new Set()).union(new Set(change.tags)))
    // Of a merged contact several addresses speak: each goes on from what the last one said.
    for (const { emailKey } of addressesOf.get(id) ?? [{ emailKey: key }])
      people.set(emailKey, person)
    if (before && change && !made.has(key)) changed.set(id, person)
    const agrees = !asksEach || said.agrees === true
    const news = agrees && consentAt !== null && !consenting.has(id) && isNews(before, consentAt)
    if (news) consenting.add(id)
    const enters = segmentOf(plan) !== null && !among.has(id) && !entering.has(id)
    if (enters) entering.add(id)
    ids.add(id)
    externals.push(...said.externalIds.map((each) => ({ ...each, contactId: id })))
    if (!before) return { ...row, outcome: 'added', contactId: id }
    const { externalIds } = said
    const whole: Change = {
      ...change,
      ...(news && { consent: true as const }),
      ...(enters && { segment: true as const }),
      ...(externalIds.length > 0 && { externalIds }),
    }
    return Object.keys(whole).length > 0
      ? { ...row, outcome: 'updated', contactId: id, change: whole }
      : { ...row, outcome: 'unchanged' }
  }

  return {
    changed,
    ids,
    externals,
    tagged,
    get consenting() {
      return [...consenting]
    },
    get entering() {
      return [...entering]
    },
    take: ({ line, judged }: Numbered): Outcome =>
      judged.type === 'said' ? takeSaid(line, judged.said) : told(line, judged),
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
