import { getTableColumns } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { account } from './table.ts'

export type Account = Omit<typeof account.$inferSelect, 'id'>

/** The one row, made on first need. */
export async function readAccount(tx: Tx | Db): Promise<Account> {
  const [row] = await tx.select(columns).from(account)
  if (row) return row
  await tx.insert(account).values({ id: 1 }).onConflictDoNothing()
  return readAccount(tx)
}

/** Until the transaction ends: who changes it waits here, so that "before" is what stood before. */
export async function lockAccount(tx: Tx): Promise<Account> {
  // There has to be a row to lock.
  await readAccount(tx)
  const [row] = await tx.select(columns).from(account).for('no key update')
  return row!
}

const { id: _, ...columns } = getTableColumns(account)
