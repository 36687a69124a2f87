import { inArray } from 'drizzle-orm'
import { type BatchContact, readContacts } from '../contacts/batch.ts'
import { loadReading } from '../contacts/definitions.ts'
import { tags } from '../contacts/table.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { handTrigger } from '../enrollments/by-hand.ts'
import { mayEnter } from '../enrollments/enroll.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { batchesOf, numbered } from './batches.ts'
import { start } from './change.ts'
import { givenAt } from './consent.ts'
import { type Desked, deskOf, newcomers } from './desk.ts'
import { withNew } from './judging.ts'
import { wouldOptOut } from './opt-out.ts'
import type { Numbered, Outcome } from './outcome.ts'
import { readPieces } from './pieces.ts'
import { shortened } from './preview.ts'
import { rowOf } from './read.ts'
import { rowsOf, TooBroken } from './records.ts'
import type { RowReason } from './row.ts'
import { existing, keysOf, type Owners, screened } from './screen.ts'
import { alreadyIn } from './segment.ts'

/** So many rows of a file are looked at, and no longer than this: somebody waits for the answer. */
const MOST_ROWS = 20_000
const MOST_MS = 5_000

/**
 * What would become of a file's first rows by its plan, decided as the run decides and with nothing
 * written.
 * @throws Refusal as starting it would
 */
export async function forecast({ db, clock }: Ground, id: number) {
  const { reading, plan, state, bytes } = await rowOf(db, id)
  if (!reading || state !== 'ready') throw new Refusal(409, 'import-state')
  if (!plan) throw new Refusal(422, 'import-no-email')
  await tried(db, async (tx) => start(tx, { id, actor: 'system', now: await clock(tx) }))
  const types = withNew(await loadReading(db), plan.columns)
  // A segment that is yet to be made has nobody in it.
  const segment = plan.segment && 'name' in plan.segment ? { id: 0 } : plan.segment
  const job = { reading, types, zone: types.zone, tagIds: new Map(), plan: { ...plan, segment } }
  const told = tally()
  const carried: Carried = {
    people: new Map(),
    owners: new Map(),
    inside: new Set(),
    walking: new Set(),
    optedOut: new Set(),
  }
  const until = performance.now() + MOST_MS
  let rows = 0
  let end = 0
  let whole = true
  try {
    for await (const batch of batchesOf(rowsOf((from) => readPieces(db, id, from), reading))) {
      if (rows >= MOST_ROWS || performance.now() > until) {
        whole = false
        break
      }
      const these = numbered(batch, rows, job)
      told.add(these, await transaction(db, (tx) => foresee(tx, job, these, carried)))
      rows += batch.length
      end = batch.at(-1)!.end
    }
  } catch (error) {
    // The run would stand still here; why shows in the rows before.
    if (!(error instanceof TooBroken)) throw error
    whole = false
  }
  const head = reading.header ? 1 : 0
  const looked = Math.max(0, rows - head)
  const about = whole || end === 0 ? looked : Math.round((looked * bytes) / end)
  return { rows: looked, whole, about, ...told.result }
}

/** Does it and takes it back: only whether it would be refused is to be known. @throws Refusal of it */
async function tried(db: Db, act: (tx: Tx) => Promise<void>): Promise<void> {
  const done = Symbol()
  const undo = async (tx: Tx) => {
    await act(tx)
    throw done
  }
  await transaction(db, undo).catch((error: unknown) => {
    if (error !== done) throw error
  })
}

/** What earlier batches would have left behind. */
type Carried = {
  people: Map<string, BatchContact>
  owners: Owners
  inside: Set<number>
  /** Who entered the journey, by address or id. */
  walking: Set<number>
  optedOut: Set<string>
}
type Foreseen = { outcomes: Outcome[]; consents: number; entered: number }

async function foresee(tx: Tx, job: Desked, rows: Numbered[], carried: Carried): Promise<Foreseen> {
  const { plan } = job
  if (plan.mode === 'unsubscribe') {
    const outcomes = await wouldOptOut(tx, rows, carried.optedOut)
    return { outcomes, consents: 0, entered: 0 }
  }
  const known = await existing(tx, keysOf(rows))
  const judged = await screened(tx, rows, known, carried.owners)
  await knowTags(tx, job, judged)
  const there = peopleOf(await readContacts(tx, { keys: keysOf(judged) }), keysOf(judged), carried)
  const said = judged.flatMap(({ judged }) => (judged.type === 'said' ? [judged.said] : []))
  const among = await alreadyIn(
    tx,
    plan,
    there.map(({ id }) => id),
  )
  const keys = new Set(there.map(({ emailKey }) => emailKey))
  const fresh = plan.mode === 'update' ? [] : newcomers(said, keys, job)
  // Numbers that no contact has: it is only counted by them.
  const made = new Map(fresh.map(({ emailKey }, at) => [emailKey, -1 - carried.people.size - at]))
  const desk = deskOf(job, made, there, among.union(carried.inside))
  const outcomes = judged.map((row) => desk.take(row))
  const agreed = new Set(desk.consenting)
  const consentAt = plan.consent && givenAt(plan.consent.on, job.zone)
  for (const [emailKey, person] of desk.people) {
    const news = agreed.has(person.id) ? consentAt : (person.consentAt ?? null)
    const consent = agreed.has(person.id) ? 'given' : null
    carried.people.set(emailKey, { consent, ...person, emailKey, consentAt: news })
  }
  for (const id of desk.entering) carried.inside.add(id)
  const entered = await entering(tx, job, [...desk.ids], carried)
  return { outcomes, consents: agreed.size, entered }
}

/** As earlier rows would have left them: those that are there, and those they would have made. */
function peopleOf(
  read: BatchContact[],
  keys: string[],
  { people }: Pick<Carried, 'people'>,
): BatchContact[] {
  const now = new Map(read.map((each) => [each.emailKey, each]))
  for (const key of keys) {
    const before = people.get(key)
    if (before) now.set(key, before)
  }
  return [...now.values()]
}

/** Tags that there are by their ids; one that would be made has a number of its own. */
async function knowTags(tx: Tx, { tagIds }: Desked, rows: Numbered[]): Promise<void> {
  const named = rows.flatMap(({ judged }) => (judged.type === 'said' ? judged.said.tags : []))
  const names = [...new Set(named)].filter((name) => !tagIds.has(name))
  if (names.length === 0) return
  for (const { id, name } of await tx.select().from(tags).where(inArray(tags.name, names))) {
    tagIds.set(name, id)
  }
  for (const name of names) if (!tagIds.has(name)) tagIds.set(name, -1 - tagIds.size)
}

async function entering(
  tx: Tx,
  { plan: { journeyId } }: Desked,
  ids: number[],
  { walking }: Pick<Carried, 'walking'>,
): Promise<number> {
  if (journeyId === null || ids.length === 0) return 0
  const trigger = await handTrigger(tx, { journeyId })
  const wanted = ids.filter((id) => trigger.reentry === 'always' || !walking.has(id))
  const entrances = wanted.map((contactId) => {
    return { contactId, journeyId, origin: '', payload: {}, ...trigger }
  })
  const { taken } = await mayEnter(tx, entrances)
  for (const { contactId } of taken) walking.add(contactId)
  return taken.length
}

type Why = {
  reason: RowReason
  count: number
  first: { line: number; column: number | null; value: string | null }
}

/** Counts outcomes, and of each reason how often it is and where first. */
function tally() {
  const counts = { added: 0, updated: 0, unchanged: 0, refused: 0, blank: 0 }
  const reasons = new Map<RowReason, Why>()
  const sums = { consents: 0, entered: 0 }
  return {
    add(rows: Numbered[], { outcomes, consents, entered }: Foreseen): void {
      sums.consents += consents
      sums.entered += entered
      for (const [index, { line, outcome, reason, at }] of outcomes.entries()) {
        if (outcome !== 'head') counts[outcome] += 1
        if (reason === null) continue
        const value = at === null ? null : shortened(rows[index]!.cells[at] ?? '')
        const why = reasons.get(reason) ?? {
          reason,
          count: 0,
          first: { line, column: at, value },
        }
        why.count += 1
        reasons.set(reason, why)
      }
    },
    get result() {
      const most = [...reasons.values()].sort((a, b) => b.count - a.count)
      return { ...counts, ...sums, reasons: most }
    },
  }
}
