import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { restoreConsents } from '../consents/record.ts'
import {
  type BatchContact,
  emptyContacts,
  lockContacts,
  removeExternalIds,
  writeContacts,
} from '../contacts/batch.ts'
import { tags } from '../contacts/table.ts'
import { type Tx, transaction } from '../db.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { liftFrom } from '../suppressions/suppress.ts'
import { unapply } from './apply.ts'
import { originOf } from './job.ts'
import { forgetPieces } from './pieces.ts'
import { takeOut } from './segment.ts'
import { importRows, imports } from './table.ts'
import { touched } from './touched.ts'
import { finish } from './write.ts'

/** So many rows are taken back in one transaction. */
const BATCH = 500

type Undoing = { id: number; worker: number; isStopped: () => boolean }
type Row = typeof importRows.$inferSelect

/** Takes an import back, last row first, so that what a later row changed is undone before. */
export async function undo(ground: Ground, { id, worker, isStopped }: Undoing): Promise<void> {
  const { db } = ground
  for (;;) {
    const went = await transaction(db, (tx) => undoBatch(ground, tx, { id, worker }))
    if (went === 'lost' || isStopped()) return
    if (went === 'over') break
  }
  await finish(db, { id, worker }, { state: 'undone' })
  await forgetPieces(db, id)
}

async function undoBatch(
  ground: Ground,
  tx: Tx,
  { id, worker }: { id: number; worker: number },
): Promise<'more' | 'over' | 'lost'> {
  const [mine] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.worker, worker), eq(imports.state, 'undoing')))
    .for('update')
  if (!mine) return 'lost'
  const rows = await tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.importId, id),
        inArray(importRows.outcome, ['added', 'updated']),
        mine.undoneTo === null ? undefined : lt(importRows.line, mine.undoneTo),
      ),
    )
    .orderBy(desc(importRows.line))
    .limit(BATCH)
  if (rows.length === 0) return 'over'
  const ids = [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))]
  const people = new Map((await lockContacts(tx, { ids })).map((each) => [each.id, each]))
  const now = await ground.clock(tx)
  const origin = originOf(id)
  const added = rows.filter(({ outcome }) => outcome === 'added')
  const changed = rows.filter(({ outcome }) => outcome === 'updated')
  await liftFrom(tx, {
    emailKeys: changed.flatMap(({ change }) => change?.suppressed ?? []),
    origin,
  })
  const restored = await restoreConsents(tx, { contactIds: ids, origin })
  const left = await giveBack(tx, changed, people)
  await takeOut(tx, {
    plan: mine.plan!,
    contactIds: [...added, ...changed.filter(({ change }) => change?.segment)].map(
      ({ contactId }) => contactId!,
    ),
    origin: `${origin}/undone`,
    clock: async () => now,
  })
  const stay = await takeAway(tx, added, { origin, since: mine.endedAt!, now })
  await tell(tx, { changed, stay: [...stay.keys()], restored, origin }, now)
  const kept = { ...mine.kept }
  for (const reason of [...left, ...stay.values()]) kept[reason] = (kept[reason] ?? 0) + 1
  await tx
    .update(imports)
    .set({
      undoneTo: rows.at(-1)!.line,
      undone: mine.undone + rows.length - left.length - stay.size,
      kept,
      beatAt: sql`clock_timestamp()`,
    })
    .where(eq(imports.id, id))
  return 'more'
}

/** @returns a reason for each row of which something is not any more what the import made of it */
async function giveBack(
  tx: Tx,
  rows: Row[],
  people: ReadonlyMap<number, BatchContact>,
): Promise<'changed-since'[]> {
  const now = new Map(people)
  const moved = new Set<number>()
  const left: 'changed-since'[] = []
  const numbers: { contactId: number; system: string; value: string }[] = []
  for (const { contactId, change } of rows) {
    const person = contactId === null ? undefined : now.get(contactId)
    if (!person || !change) continue
    const undone = unapply(person, change)
    if (undone.left) left.push('changed-since')
    now.set(person.id, { ...person, ...undone.before })
    if (change.attributes || change.language || change.tags) moved.add(person.id)
    for (const id of change.externalIds ?? []) numbers.push({ ...id, contactId: person.id })
  }
  await writeContacts(
    tx,
    [...moved].map((id) => now.get(id)!),
    { back: true },
  )
  await removeExternalIds(tx, numbers)
  return left
}

/** @returns each contact that stays with the reason, as something else is known of it by now */
async function takeAway(
  tx: Tx,
  rows: Row[],
  { origin, since, now }: { origin: string; since: Temporal.Instant; now: Temporal.Instant },
): Promise<Map<number, string>> {
  const ids = rows.map(({ contactId }) => contactId!)
  const reasons = await touched(tx, ids, { origin, since })
  await emptyContacts(
    tx,
    ids.filter((id) => !reasons.has(id)),
    now,
  )
  return reasons
}

type Undone = { changed: Row[]; stay: number[]; restored: Set<number>; origin: string }

/** What of a contact's was taken back, for the timeline: one that is gone has none. */
async function tell(tx: Tx, { changed, stay, restored, origin }: Undone, now: Temporal.Instant) {
  const known = await tx.select({ id: tags.id, name: tags.name }).from(tags)
  const names = new Map(known.map(({ id, name }) => [id, name]))
  // An opt-out may speak of an address that is nobody's.
  const theirs = changed.filter(({ contactId }) => contactId !== null)
  const byContact = Map.groupBy(theirs, ({ contactId }) => contactId!)
  const taken = [...new Set([...byContact.keys(), ...stay])].map((contactId) => {
    const changes = (byContact.get(contactId) ?? []).flatMap(({ change }) => change ?? [])
    const off = changes.flatMap(({ tags = [] }) => tags).flatMap((id) => names.get(id) ?? [])
    const consent = restored.has(contactId)
    const payload = { ...(off.length > 0 && { tags: off }), ...(consent && { consent: true }) }
    return { contactId, name: 'contact.import-undone', origin: `${origin}/undone`, payload }
  })
  await record(tx, taken, now)
}
