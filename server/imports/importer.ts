import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { workers } from '../enrollments/table.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { batchesOf, numbered } from './batches.ts'
import { knowTags, openJob } from './job.ts'
import { forgetPieces, readPieces } from './pieces.ts'
import { rowsOf, TooBroken } from './records.ts'
import { imports } from './table.ts'
import { undo } from './undo.ts'
import { finish, writeBatch } from './write.ts'

/** Works on one import after another; any worker can go on with what another one left. */
export function createImporter(ground: Ground, worker: number) {
  let stopped = false
  const isStopped = () => stopped
  return {
    /** Until there is nothing left to do, or `stop` was called. */
    async turn(): Promise<void> {
      for (let row = await claim(ground.db, worker); row; row = await claim(ground.db, worker)) {
        if (row.state === 'undoing') await undo(ground, { id: row.id, worker, isStopped })
        else await takeIn(ground, row, isStopped)
        if (stopped) return release(ground.db, worker)
      }
    },
    stop(): void {
      stopped = true
    },
  }
}

type Claimed = typeof imports.$inferSelect

/** The oldest import that is in no living worker's hands, or in our own after an error. */
async function claim(db: Db, worker: number): Promise<Claimed | null> {
  // SKIP LOCKED: whose batch is being written is in good hands.
  const free = sql`(
    SELECT i.id FROM ${imports} i
     WHERE i.state IN ('waiting', 'running', 'undoing')
       AND (i.worker IS NULL OR i.worker = ${worker} OR NOT EXISTS (
            SELECT FROM ${workers} w
             WHERE w.id = i.worker AND w.beat_at > clock_timestamp() - interval '15 s'))
     ORDER BY i.id LIMIT 1 FOR UPDATE SKIP LOCKED)`
  const [row] = await db
    .update(imports)
    .set({
      worker,
      beatAt: sql`clock_timestamp()`,
      startedAt: sql`coalesce(${imports.startedAt}, clock_timestamp())`,
      state: sql`CASE ${imports.state} WHEN 'waiting' THEN 'running' ELSE ${imports.state} END`,
    })
    .where(eq(imports.id, free))
    .returning()
  return row ?? null
}

async function release(db: Db, worker: number): Promise<void> {
  await db.update(imports).set({ worker: null }).where(eq(imports.worker, worker))
}

async function takeIn(ground: Ground, row: Claimed, isStopped: () => boolean): Promise<void> {
  const { db } = ground
  const { id, names } = row
  const [worker, reading, plan] = [row.worker!, row.reading!, row.plan!]
  const job = await openJob(db, { id, worker, reading, names, plan })
  const file = rowsOf((from) => readPieces(db, id, from), job.reading, {
    from: row.offset,
  })
  try {
    let line = row.rows
    const batches = batchesOf(file)
    let next = batches.next()
    for (;;) {
      const { value: batch, done } = await next
      if (done) break
      // While the database writes one batch, the next one is read.
      next = batches.next()
      // It is awaited next time round; until then a failure of it is not one that nobody heard of.
      next.catch(() => {})
      const rows = numbered(batch, line, job)
      line += batch.length
      await knowTags(db, job, rows)
      if (!(await writeBatch(ground, job, rows)) || isStopped()) return
    }
    await finish(db, job, { state: 'done' })
    await forgetPieces(db, id)
  } catch (error) {
    // A state of the house or of the file, not of a row: somebody has to decide.
    const code =
      error instanceof Refusal ? error.code : error instanceof TooBroken ? 'too-broken' : null
    if (!code) throw error
    await finish(db, job, { state: 'failed', error: code })
  }
}
