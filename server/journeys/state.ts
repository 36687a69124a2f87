import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Db, transaction } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { drawn } from './drawn.ts'
import { journeys } from './table.ts'

type State = 'draft' | 'live' | 'paused' | 'archived'

/** Nobody is surprised by mail: what was published comes back paused and waits for a word. */
const broughtBack = sql<State>`CASE WHEN ${journeys.liveVersionId} IS NULL THEN 'draft' ELSE 'paused' END`

/** What may follow what. Pausing freezes: nobody is ejected, nothing is released. */
const moves = {
  pause: { from: ['live'], to: 'paused', action: 'journey.paused' },
  resume: { from: ['paused'], to: 'live', action: 'journey.resumed' },
  archive: { from: ['live', 'paused', 'draft'], to: 'archived', action: 'journey.archived' },
  restore: { from: ['archived'], to: broughtBack, action: 'journey.unarchived' },
} as const satisfies Record<
  string,
  { from: readonly State[]; to: State | SQL<State>; action: string }
>

/**
 * Pauses, resumes, archives or brings back.
 * @throws Refusal 404, 409 when the journey is not in a state for it
 */
export async function move(db: Db, id: number, name: keyof typeof moves, by: By): Promise<void> {
  const { from, to, action } = moves[name]
  await transaction(db, async (tx) => {
    const [moved] = await tx
      .update(journeys)
      .set({ state: to })
      .where(and(drawn(id), inArray(journeys.state, [...from])))
      .returning({ id: journeys.id })
    if (!moved) {
      const [journey] = await tx.select().from(journeys).where(drawn(id))
      throw journey
        ? new Refusal(409, 'journey-state', { state: journey.state })
        : new Refusal(404, 'journey-missing')
    }
    await record(tx, { ...by, action, subject: `journey:${id}` })
  })
}
