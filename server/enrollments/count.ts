import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { bulk, transaction } from '../db.ts'
import type { Advanced, Standing } from '../engine/advance.ts'
import { counterDeltas, counters } from './table.ts'

export type Delta = { versionId: number; nodeId: string; name: string; delta: number }

/** What one walk changes in the counts of its version. Pure. */
export function deltasOf(versionId: number, before: Standing, after: Advanced): Delta[] {
  const deltas: Delta[] = []
  const count = (nodeId: string, name: string, delta: number) =>
    deltas.push({ versionId, nodeId, name, delta })
  for (const step of after.steps) {
    if (step.kind === 'rest') continue
    count(step.nodeId, 'passed', 1)
    if (step.out) count(step.nodeId, `out:${step.out}`, 1)
  }
  const stood = before.rest ? before.nodeId : null
  const stands = after.enrollment.rest ? after.enrollment.nodeId : null
  const moved = after.steps.length > 0
  if (stood && moved) count(stood, 'here', -1)
  if (stands && moved) count(stands, 'here', 1)
  if (after.enrollment.endedAt) count('', 'ended', 1)
  return deltas
}

/** Equal ones added up, so that a batch appends few rows. Pure. */
export function gather(deltas: Delta[]): Delta[] {
  const sums = new Map<string, Delta>()
  for (const each of deltas) {
    const key = `${each.versionId}\n${each.nodeId}\n${each.name}`
    const sum = sums.get(key)
    if (sum) sum.delta += each.delta
    else sums.set(key, { ...each })
  }
  return [...sums.values()].filter((each) => each.delta !== 0)
}

export async function appendDeltas(tx: Tx, deltas: Delta[]): Promise<void> {
  const rows = gather(deltas).map((each) => ({
    version_id: each.versionId,
    node_id: each.nodeId,
    name: each.name,
    delta: each.delta,
  }))
  if (rows.length === 0) return
  await tx.execute(sql`
    INSERT INTO ${counterDeltas} (version_id, node_id, name, delta)
    SELECT version_id, node_id, name, delta
      FROM ${bulk(rows, { version_id: 'bigint', node_id: 'text', name: 'text', delta: 'int' })}`)
}

/** Folds appended deltas into the counters; one process at a time, others leave it be. */
export async function foldCounters(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.execute(sql`
      WITH alone AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('counters')) AS got),
           taken AS (DELETE FROM ${counterDeltas}
                      WHERE (SELECT got FROM alone)
                        AND id IN (SELECT id FROM ${counterDeltas} ORDER BY id LIMIT 50000)
                  RETURNING version_id, node_id, name, delta)
      INSERT INTO ${counters} (version_id, node_id, name, value)
      SELECT version_id, node_id, name, sum(delta) FROM taken GROUP BY 1, 2, 3
      ON CONFLICT (version_id, node_id, name) DO UPDATE SET value = counters.value + EXCLUDED.value`)
  })
}
