import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { enrollments } from '../enrollments/table.ts'
import { HAND_MAILS } from './single-mail.ts'
import { journeys, versions } from './table.ts'

/** Blanks the mails that somebody wrote to these contacts alone; they have left, or never will. */
export async function forgetSingleMails(tx: Tx, contactIds: number[]): Promise<void> {
  const ids = `{${contactIds.join(',')}}`
  const handMails = and(eq(journeys.kind, 'mail'), eq(journeys.name, HAND_MAILS))
  const blanked = await tx.execute<{ id: string }>(sql`
    UPDATE ${versions} v SET graph = ${blank(sql`v.graph`)}
      FROM ${journeys}
     WHERE ${journeys.id} = v.journey_id AND ${handMails}
       AND v.id IN (SELECT version_id FROM ${enrollments}
                     WHERE contact_id = ANY (${ids}::bigint[]) AND journey_id = v.journey_id)
    RETURNING v.id`)
  // The first of them all stands there as a draft that nobody reads.
  if (blanked.length > 0) {
    await tx
      .update(journeys)
      .set({ draft: blank(sql`${journeys.draft}`) })
      .where(handMails)
  }
}

const blank = (graph: ReturnType<typeof sql>) => sql`
  jsonb_set(${graph}, '{nodes}', (
    SELECT jsonb_agg(CASE WHEN node ->> 'type' = 'send'
             THEN jsonb_set(node, '{data}', node -> 'data' ||
                    '{"subject": "", "preheader": "", "html": "", "text": ""}')
             ELSE node END ORDER BY n)
      FROM jsonb_array_elements(${graph} -> 'nodes') WITH ORDINALITY AS nodes(node, n)))`
