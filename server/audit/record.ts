import type { Db, Tx } from '../db.ts'
import { audit } from './table.ts'

export type Entry = {
  /** `member:<id>`, `key:<id>`, `cli` or `system`. */
  actor: string
  /** Noun and verb in the past, e.g. `journey.published`. */
  action: string
  /** What it was done to, e.g. `journey:12`. */
  subject: string
  /** Plain JSON; never a secret, a password or a body. */
  detail?: Record<string, unknown>
}

/** Writes down who did what, in the transaction that does it; of an act on many, an entry each. */
export async function record(tx: Tx | Db, entry: Entry | Entry[]): Promise<void> {
  const entries = Array.isArray(entry) ? entry : [entry]
  if (entries.length > 0) await tx.insert(audit).values(entries)
}
