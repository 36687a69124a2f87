import { and, eq, sql } from 'drizzle-orm'
import { record as audit } from '../audit/record.ts'
import { defineAttribute } from '../contacts/define.ts'
import { loadReading } from '../contacts/definitions.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { handTrigger } from '../enrollments/by-hand.ts'
import { Refusal } from '../refusal.ts'
import { givenAt } from './consent.ts'
import { isForgotten } from './forget.ts'
import { originOf } from './job.ts'
import { forgetPieces } from './pieces.ts'
import { choicesOf, type Plan } from './plan.ts'
import { namesOf } from './preview.ts'
import { rowOf } from './read.ts'
import type { Reading } from './reading.ts'
import { madeSegment } from './segment.ts'
import { imports } from './table.ts'

type State = (typeof imports.$inferSelect)['state']

/** Reads the file another way; where its columns go has to be said anew. @throws Refusal */
export async function changeReading(db: Db, id: number, change: Partial<Reading>): Promise<void> {
  const { reading } = await rowOf(db, id)
  const next = { ...reading!, ...change }
  const names = await namesOf(db, id, next)
  await transaction(db, async (tx) => {
    await lockIn(tx, id, ['ready'])
    await tx.update(imports).set({ reading: next, names, plan: null }).where(eq(imports.id, id))
  })
}

/** Keeps what was said so far. @throws Refusal `not-found`, `import-state` */
export async function keepPlan(db: Db, id: number, plan: Plan): Promise<void> {
  await transaction(db, async (tx) => {
    await lockIn(tx, id, ['ready'])
    await tx.update(imports).set({ plan }).where(eq(imports.id, id))
  })
}

/**
 * Asks a worker to take the file in: now, or again where it had to stop.
 * @throws Refusal `not-found`, `import-state`, `import-too-old`, `import-no-email`, `import-column-twice`,
 *   `import-consent-bare`,
 *   `consent-ahead`, those of attributes, segments and of entering a journey by hand
 */
export async function start(
  tx: Tx,
  { id, actor, now }: { id: number; actor: string; now: Temporal.Instant },
): Promise<void> {
  const { plan, state, startedAt, endedAt } = await lockIn(tx, id, ['ready', 'failed'])
  if (await isForgotten(tx, endedAt)) throw new Refusal(410, 'import-too-old')
  if (!plan) throw new Refusal(422, 'import-no-email')
  await judgePlan(tx, plan, now)
  if (plan.journeyId !== null) await handTrigger(tx, { journeyId: plan.journeyId })
  // Going on keeps what it began with.
  const columns = startedAt ? plan.columns : await madeColumns(tx, plan, actor)
  const segment = plan.mode === 'unsubscribe' ? null : await madeSegment(tx, plan, actor)
  await tx
    .update(imports)
    .set({ state: 'waiting', error: null, endedAt: null, plan: { ...plan, columns, segment } })
    .where(eq(imports.id, id))
  const { mode, consent } = plan
  const detail = { mode, consent: consent?.basis ?? null, again: state === 'failed' }
  await audit(tx, { actor, action: 'import.started', subject: originOf(id), detail })
}

/** Stops it behind the batch that is being written; what is in stays in. @throws Refusal */
export async function cancel(tx: Tx, { id, actor }: { id: number; actor: string }): Promise<void> {
  await lockIn(tx, id, ['waiting', 'running', 'failed'])
  await tx
    .update(imports)
    .set({ state: 'cancelled', worker: null, endedAt: sql`clock_timestamp()` })
    .where(eq(imports.id, id))
  await audit(tx, { actor, action: 'import.cancelled', subject: originOf(id) })
}

/** Takes everything back that can be. @throws Refusal `not-found`, `import-state`, `import-too-old` */
export async function askUndo(tx: Tx, { id, actor }: { id: number; actor: string }): Promise<void> {
  const { endedAt } = await lockIn(tx, id, ['done', 'cancelled', 'failed'])
  if (await isForgotten(tx, endedAt)) throw new Refusal(410, 'import-too-old')
  await tx
    .update(imports)
    .set({ state: 'undoing', undone: 0, kept: {}, undoneTo: null, worker: null })
    .where(eq(imports.id, id))
  await audit(tx, { actor, action: 'import.undone', subject: originOf(id) })
}

/** Throws a file away that was not begun with. @throws Refusal `not-found`, `import-state` */
export async function discardFile(db: Db, id: number): Promise<void> {
  await transaction(db, async (tx) => {
    await lockIn(tx, id, ['ready'])
    await tx.update(imports).set({ state: 'cancelled' }).where(eq(imports.id, id))
  })
  await forgetPieces(db, id)
  await db
    .delete(imports)
    .where(and(eq(imports.id, id), eq(imports.state, 'cancelled'), eq(imports.rows, 0)))
}

async function lockIn(tx: Tx, id: number, states: State[]) {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update')
  if (!row) throw new Refusal(404, 'not-found')
  if (!states.includes(row.state)) throw new Refusal(409, 'import-state')
  return row
}

/** @throws Refusal where a plan cannot be run */
async function judgePlan(tx: Tx, { columns, mode, consent }: Plan, now: Temporal.Instant) {
  if (!columns.some(({ to }) => to === 'email')) throw new Refusal(422, 'import-no-email')
  const keys = columns.flatMap((target) => {
    if (target.to === 'nowhere' || target.to === 'tags') return []
    if (target.to === 'attribute' || target.to === 'new') return [target.key]
    return [target.to === 'external' ? `external:${target.system}` : `:${target.to}`]
  })
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new Refusal(422, 'import-column-twice')
  // A yes in a file is nobody's word without what shows it (JP-24: basis, date, document).
  if (mode !== 'unsubscribe' && !consent && columns.some(({ to }) => to === 'consent')) {
    throw new Refusal(422, 'import-consent-bare', { field: 'consent' })
  }
  const { zone } = await loadReading(tx)
  if (consent && Temporal.Instant.compare(givenAt(consent.on, zone), now) > 0) {
    throw new Refusal(422, 'consent-ahead', { field: 'consent' })
  }
}

/** Makes the attributes that are new; one that is there by now is taken as it is. */
async function madeColumns(tx: Tx, { columns }: Plan, actor: string): Promise<Plan['columns']> {
  const { byKey } = await loadReading(tx)
  for (const target of columns) {
    if (target.to !== 'new' || byKey.has(target.key)) continue
    const { key, label, type } = target
    const definition = { key, label, type, choices: choicesOf(target) }
    await defineAttribute(tx, { definition, actor })
  }
  return columns.map((target) =>
    target.to === 'new' ? { to: 'attribute', key: target.key } : target,
  )
}
