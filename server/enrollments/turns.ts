import { eq } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { turns } from './table.ts'

/** Turns that this process is running now; a row of ours that is not among them was left behind. */
export const running = new Set<number>()

export type OpenTurn = { id: number; close(tx: Tx | Db): Promise<void> }

/**
 * Commits which rows a worker is about to run, outside the transaction that runs them; `close`
 * deletes the note inside it. So a note is left exactly when a worker died over its rows, and the
 * sweep knows which.
 */
export async function openTurn(
  db: Db,
  turn: { worker: number; journeyId: number; enrollmentIds: number[]; deaths?: number },
): Promise<OpenTurn> {
  const [row] = await db.insert(turns).values(turn).returning({ id: turns.id })
  const id = row!.id
  running.add(id)
  return {
    id,
    async close(tx) {
      await tx.delete(turns).where(eq(turns.id, id))
    },
  }
}
