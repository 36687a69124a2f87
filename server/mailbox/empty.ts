import { record } from '../audit/record.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { caught } from './table.ts'

/** Empties the mailbox. */
export async function emptyMailbox({ db }: Pick<Ground, 'db'>, actor: string): Promise<void> {
  await transaction(db, async (tx) => {
    const gone = await tx.delete(caught).returning({ id: caught.id })
    const detail = { mails: gone.length }
    await record(tx, { actor, action: 'mailbox.emptied', subject: 'mailbox', detail })
  })
}
