import { type Reading as Attributes, loadReading } from '../contacts/definitions.ts'
import { ensureTags } from '../contacts/tags.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { handTrigger } from '../enrollments/by-hand.ts'
import type { Numbered } from './outcome.ts'
import type { Plan } from './plan.ts'
import type { Reading } from './reading.ts'

/** An import in a worker's hands, with what its rows are read and written by. */
export type Job = {
  id: number
  worker: number
  reading: Reading
  names: string[]
  plan: Plan
  /** For everything it writes: `import:12`. */
  origin: string
  zone: string
  types: Attributes
  tagIds: Map<string, number>
  /** Where the journey takes its people in, as it stands now. @throws Refusal */
  trigger(tx: Tx): ReturnType<typeof handTrigger>
}

export const originOf = (id: number) => `import:${id}`

export async function openJob(
  db: Db,
  { id, worker, reading, names, plan }: Pick<Job, 'id' | 'worker' | 'reading' | 'names' | 'plan'>,
): Promise<Job> {
  const types = await loadReading(db)
  const { zone } = types
  return {
    id,
    worker,
    reading,
    names,
    plan,
    origin: originOf(id),
    zone,
    types,
    tagIds: new Map(),
    trigger: (tx) => handTrigger(tx, { journeyId: plan.journeyId! }),
  }
}

/** Makes the tags that rows name, in a transaction of their own: others may want the same ones. */
export async function knowTags(db: Db, { tagIds }: Job, rows: Numbered[]): Promise<void> {
  const named = rows.flatMap(({ judged }) => (judged.type === 'said' ? judged.said.tags : []))
  const names = new Set(named.filter((name) => !tagIds.has(name)))
  if (names.size === 0) return
  for (const [name, id] of await transaction(db, (tx) => ensureTags(tx, [...names]))) {
    tagIds.set(name, id)
  }
}
