import { inArray } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { compile, type Walkable } from '../engine/compile.ts'
import { versions } from '../journeys/table.ts'

/** Versions never change once published: what was compiled, or why it could not be, stays true. */
const compiled = new Map<number, Walkable | Error>()
const KEPT = 500

/** Brings in the versions that are about to be walked. */
export async function loadVersions(tx: Tx | Db, ids: Iterable<number>): Promise<void> {
  const wanted = new Set(ids)
  const missing = [...wanted].filter((id) => !compiled.has(id))
  if (missing.length === 0) return
  const rows = await tx
    .select({ id: versions.id, graph: versions.graph })
    .from(versions)
    .where(inArray(versions.id, missing))
  for (const { id, graph } of rows) {
    try {
      compiled.set(id, compile(graph))
    } catch (error) {
      compiled.set(id, error as Error)
    }
  }
  for (const id of compiled.keys()) {
    if (compiled.size <= KEPT) break
    if (!wanted.has(id)) compiled.delete(id)
  }
}

/**
 * A version that `loadVersions` has brought in.
 * @throws why it cannot be walked
 */
export function version(id: number): Walkable {
  const found = compiled.get(id)
  if (!found) throw new Error(`There is no version ${id}`)
  if (found instanceof Error) throw found
  return found
}
