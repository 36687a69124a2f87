import { sql } from 'drizzle-orm'
import { bulk, type Db, type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { bodies, forgottenBodies, messages } from './table.ts'

/** So many messages are looked through in one statement. */
const STRIDE = 200_000
/** Longer than a process counts on a body that it has stored: none of its mails can still need it. */
const AGE_MINUTES = 2

/**
 * Removes the bodies of erased contacts' mails that no other mail has, looking through all messages a
 * piece at a time. One that somebody else's mail shares holds nothing of theirs and stays.
 */
export async function forgetBodies({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const before = (await clock(db)).subtract({ minutes: AGE_MINUTES })
  while (await transaction(db, (tx) => lookOn(tx, before)));
}

/** @returns whether there is more to look through */
async function lookOn(tx: Tx, before: Temporal.Instant): Promise<boolean> {
  const rows = await tx.execute<{ hash: string; seen: string }>(sql`
    SELECT encode(hash, 'hex') AS hash, seen FROM ${forgottenBodies}
     WHERE at <= ${before.toString()}::timestamptz ORDER BY seen, hash LIMIT 1000
       FOR UPDATE SKIP LOCKED`)
  const from = Number(rows[0]?.seen ?? 0)
  const hashes = rows.flatMap(({ hash, seen }) => (Number(seen) === from ? [{ hash }] : []))
  if (hashes.length === 0) return false
  const to = from + STRIDE
  const most = await newest(tx)
  const these = bulk(hashes, { hash: 'text' })
  await tx.execute(sql`
    DELETE FROM ${forgottenBodies} WHERE hash IN (
      SELECT decode(r.hash, 'hex')
        FROM ${these} JOIN ${messages} m ON m.body_hash = decode(r.hash, 'hex')
       WHERE m.id > ${from} AND m.id <= ${to})`)
  if (to < most) {
    await tx.execute(sql`
      UPDATE ${forgottenBodies} f SET seen = ${to} FROM ${these} WHERE f.hash = decode(r.hash, 'hex')`)
  } else {
    await tx.execute(sql`
      WITH gone AS (
        DELETE FROM ${forgottenBodies} f USING ${these} WHERE f.hash = decode(r.hash, 'hex')
        RETURNING f.hash)
      DELETE FROM ${bodies} b USING gone WHERE b.hash = gone.hash`)
  }
  return true
}

async function newest(tx: Tx | Db): Promise<number> {
  const [row] = await tx.execute<{ most: string | null }>(
    sql`SELECT max(id) AS most FROM ${messages}`,
  )
  return Number(row?.most ?? 0)
}
