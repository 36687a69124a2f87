import { and, eq, sql } from 'drizzle-orm'
import { codeOf, isPassing } from '../code-of.ts'
import { bulk, type Db, type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { takeRows } from './batch.ts'
import { columnName } from './column-name.ts'
import type { Job } from './job.ts'
import { optOutRows } from './opt-out.ts'
import { type Numbered, nothing, type Outcome } from './outcome.ts'
import { importRows, imports } from './table.ts'

/**
 * A batch in one transaction: contacts, all that belongs to them, what became of each row, and the place
 * behind the last one. Where it cannot be written, in halves until the culprit stands alone and is
 * refused.
 * @returns false where the import is not ours any more, or was cancelled
 * @throws Refusal where the journey takes nobody in
 */
export async function writeBatch(ground: Ground, job: Job, rows: Numbered[]): Promise<boolean> {
  try {
    return await write(ground, job, rows, (tx) =>
      job.plan.mode === 'unsubscribe'
        ? optOutRows(ground, tx, job, rows)
        : takeRows(ground, tx, job, rows),
    )
  } catch (error) {
    if (isPassing(error) || error instanceof Refusal) throw error
    ground.log.error({ fact: 'import.batch-failed', import: job.id, error: codeOf(error) })
    if (rows.length === 1) return write(ground, job, rows, async () => refused(rows))
    const middle = rows.length >> 1
    return (
      (await writeBatch(ground, job, rows.slice(0, middle))) &&
      (await writeBatch(ground, job, rows.slice(middle)))
    )
  }
}

type Written = { outcomes: Outcome[]; entered: number; journeys: number[] }

const refused = (rows: Numbered[]): Written => ({
  outcomes: rows.map(({ line }) => ({ line, ...nothing, outcome: 'refused', reason: 'failed' })),
  entered: 0,
  journeys: [],
})

async function write(
  { db, queue }: Ground,
  job: Job,
  rows: Numbered[],
  work: (tx: Tx) => Promise<Written>,
): Promise<boolean> {
  const journeys = await transaction(db, async (tx) => {
    // Two workers that both believe to have it, or a cancellation: the row decides.
    const [mine] = await tx
      .select({ rows: imports.rows })
      .from(imports)
      .where(
        and(
          eq(imports.id, job.id),
          eq(imports.worker, job.worker),
          eq(imports.state, 'running'),
          eq(imports.rows, rows[0]!.line - 1),
        ),
      )
      .for('update')
    if (!mine) return null
    const { outcomes, entered, journeys } = await work(tx)
    await keepRows(tx, job, rows, outcomes)
    await moveOn(tx, job, rows.at(-1)!, outcomes, entered)
    return journeys
  })
  if (journeys) await queue.ask('advance', journeys)
  return journeys !== null
}

/** For the result file and for undoing; a row that changed nothing needs neither. */
async function keepRows(tx: Tx, { id, names }: Job, rows: Numbered[], outcomes: Outcome[]) {
  const cells = new Map(rows.map((row) => [row.line, row.cells]))
  const kept = outcomes.flatMap(({ line, outcome, contactId, change, reason, at }) => {
    if (outcome !== 'added' && outcome !== 'updated' && outcome !== 'refused') return []
    // Of somebody who was erased nothing is kept again.
    const raw = outcome === 'refused' && reason !== 'erased' ? cells.get(line)! : null
    const column = at === null ? null : columnName(at, names)
    return [{ line, outcome, contact_id: contactId, change, reason, column, raw }]
  })
  if (kept.length === 0) return
  await tx.execute(sql`
    INSERT INTO ${importRows} (import_id, line, outcome, contact_id, reason, "column", raw, change)
    SELECT ${id}, line, outcome, contact_id, reason, "column", raw, change
      FROM ${bulk(kept, {
        line: 'int',
        outcome: 'text',
        contact_id: 'bigint',
        change: 'jsonb',
        reason: 'text',
        column: 'text',
        raw: 'jsonb',
      })}`)
}

async function moveOn(tx: Tx, { id }: Job, last: Numbered, outcomes: Outcome[], entered: number) {
  const count = (wanted: Outcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === wanted).length
  await tx
    .update(imports)
    .set({
      rows: last.line,
      offset: last.end,
      added: sql`${imports.added} + ${count('added')}`,
      updated: sql`${imports.updated} + ${count('updated')}`,
      unchanged: sql`${imports.unchanged} + ${count('unchanged')}`,
      refused: sql`${imports.refused} + ${count('refused')}`,
      blank: sql`${imports.blank} + ${count('blank')}`,
      entered: sql`${imports.entered} + ${entered}`,
      beatAt: sql`clock_timestamp()`,
    })
    .where(eq(imports.id, id))
}

/** Ends an import that is still ours. */
export async function finish(
  db: Db,
  { id, worker }: Pick<Job, 'id' | 'worker'>,
  { state, error = null }: { state: 'done' | 'failed' | 'undone'; error?: string | null },
): Promise<void> {
  await db
    .update(imports)
    .set({ state, error, worker: null, endedAt: sql`clock_timestamp()` })
    .where(and(eq(imports.id, id), eq(imports.worker, worker)))
}
