import { sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import { suppressions } from './table.ts'

/**
 * Which of these address keys belonged to somebody who was erased and has not come back since: known
 * by their hash alone. A trigger on `contacts` puts the address in the hash's place once it is
 * somebody's again, so that whatever asks by address finds it.
 */
export async function erasedKeys(tx: Tx, emailKeys: string[]): Promise<Set<string>> {
  if (emailKeys.length === 0) return new Set()
  const keys = emailKeys.map((key) => ({ key }))
  const rows = await tx.execute<{ key: string }>(sql`
    SELECT r.key FROM ${bulk(keys, { key: 'text' })}
      JOIN ${suppressions} s ON s.email_key = hashed_address(r.key)`)
  return new Set(rows.map(({ key }) => key))
}

/**
 * The addresses of somebody who is erased, and whatever else was suppressed of them, stay as hashes: no
 * mail goes there again, no list brings one back. The caller has locked the contacts.
 * @param owned the contact and whoever was merged into it, with their address keys
 */
export async function keepHashOnly(
  tx: Tx,
  { contactId, owned }: { contactId: number; owned: { id: number; emailKey: string }[] },
  now: Temporal.Instant,
): Promise<void> {
  const theirs = owned.map(({ id, emailKey }) => ({ id, key: emailKey }))
  // Taken out and put in, as segments are told of nothing else.
  await tx.execute(sql`
    WITH owned AS MATERIALIZED (SELECT * FROM ${bulk(theirs, { id: 'bigint', key: 'text' })}),
    gone AS (
      DELETE FROM ${suppressions}
       WHERE (email_key = ANY (ARRAY(SELECT key FROM owned))
              OR contact_id = ANY (ARRAY(SELECT id FROM owned)))
         AND email_key NOT LIKE 'sha256:%'
      RETURNING email_key, reason, origin, at)
    INSERT INTO ${suppressions} (email_key, contact_id, reason, origin, at)
    SELECT hashed_address(email_key), ${contactId}::bigint, reason, origin, at FROM gone
     UNION ALL
    SELECT hashed_address(key), ${contactId}::bigint, 'unsubscribed', 'erasure',
           ${now.toString()}::timestamptz
      FROM owned WHERE key NOT IN (SELECT email_key FROM gone)
    ON CONFLICT (email_key) DO NOTHING`)
}
