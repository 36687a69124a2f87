import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { wakeHeld } from '../messages/withdraw.ts'
import type { By } from './draft.ts'
import { move } from './state.ts'

/**
 * Lets a paused journey go on: its people from where they stand, its held mails at once.
 * @throws Refusal 404, 409 when it is not paused
 */
export async function resume({ db, clock, queue }: Ground, id: number, by: By): Promise<void> {
  await move(db, id, 'resume', by)
  // After the commit: whoever takes them in hand now sees a live journey.
  const transports = await transaction(db, async (tx) => wakeHeld(tx, id, await clock(tx)))
  await queue.ask('advance', [id])
  await queue.ask('deliver', transports)
}
