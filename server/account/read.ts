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

const { id: _, ...columns } = getTableColumns(account)
