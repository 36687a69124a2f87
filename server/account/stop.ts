import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { lockAccount } from './read.ts'
import { account } from './table.ts'

/** The emergency stop: while it stands nothing is handed over. Pulling it twice is pulling it once. */
export async function setStopped(
  tx: Tx,
  { stopped, actor }: { stopped: boolean; actor: string },
): Promise<void> {
  const before = await lockAccount(tx)
  if (before.stopped === stopped) return
  await tx.update(account).set({ stopped })
  const action = stopped ? { action: 'account.stopped' } : { action: 'account.resumed' }
  await record(tx, { actor, ...action, subject: 'account' })
}
