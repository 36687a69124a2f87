import { inArray } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { compile, type Walkable } from '../engine/compile.ts'
import type { Graph } from '../engine/graph.ts'
import { versions } from '../journeys/table.ts'

/** Versions never change once published: what was compiled, or why it could not be, stays true. */
const compiled = new Map<number, Walkable | Error>()
const KEPT = 500

/** A version by its id. @throws why it cannot be walked */
export type Versions = (id: number) => Walkable

/** Brings in the versions that are about to be walked; what is handed back keeps hold of them. */
export async function loadVersions(tx: Tx | Db, ids: Iterable<number>): Promise<Versions> {
  const wanted = new Set(ids)
  const missing = [...wanted].filter((id) => !compiled.has(id))
  if (missing.length > 0) {
    const rows = await tx
      .select({ id: versions.id, graph: versions.graph })
      .from(versions)
      .where(inArray(versions.id, missing))
    for (const { id, graph } of rows) compiled.set(id, compiledOrWhyNot(graph))
  }
  const found = new Map([...wanted].map((id) => [id, compiled.get(id)]))
  for (const id of compiled.keys()) {
    if (compiled.size <= KEPT) break
    if (!wanted.has(id)) compiled.delete(id)
  }
  return (id) => {
    const version = found.get(id)
    if (!version) throw new Error(`There is no version ${id}`)
    if (version instanceof Error) throw version
    return version
  }
}

function compiledOrWhyNot(graph: Graph): Walkable | Error {
  try {
    return compile(graph)
  } catch (error) {
    return error as Error
  }
}
