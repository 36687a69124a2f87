import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { audit } from './table.ts'

/**
 * Of what was done to somebody who is erased stays who did what and when, with numbers of ours;
 * whatever was typed about it goes. The trigger allows it only once the contacts are erased.
 */
export async function forgetNotes(tx: Tx, contactIds: number[]): Promise<void> {
  await tx.execute(sql`
    UPDATE ${audit}
       SET detail = coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(detail)
                               WHERE jsonb_typeof(value) = 'number'), '{}')
     WHERE subject = ANY (${`{${contactIds.map((id) => `contact:${id}`)}}`}::text[]) AND detail <> '{}'`)
}
