import { ne } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import type { Ground } from '../ground.ts'
import { transports } from './table.ts'

export type Transport = typeof transports.$inferSelect

/** The transport that the environment names, its row made or brought up to date at every start. */
export async function ensureTransport(tx: Tx | Db, ground: Ground): Promise<Transport> {
  const key = ground.smtpUrl ? 'environment' : 'mailbox'
  const address = ground.smtpUrl ? addressOf(ground.smtpUrl) : '127.0.0.1'
  const [row] = await tx
    .insert(transports)
    .values({ key, name: key, address, inUse: true })
    .onConflictDoUpdate({ target: transports.key, set: { address, inUse: true } })
    .returning()
  await tx.update(transports).set({ inUse: false }).where(ne(transports.key, key))
  return row!
}

/** host:port without credentials. */
function addressOf(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  return `${hostname}:${port || (protocol === 'smtps:' ? 465 : 587)}`
}
