import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { filterSql } from './selection.ts'
import { contacts, tags } from './table.ts'

/** What asks about a tag, or puts it on: none of these would say by itself that it is gone. */
type Place = 'segment' | 'journey' | 'import'

/** How many have a tag, and what uses it, by name. @throws Refusal `tag-missing` */
export async function usesOfTag(db: Tx | Db, id: number) {
  const [tag] = await db.select({ name: tags.name }).from(tags).where(eq(tags.id, id))
  if (!tag) throw new Refusal(404, 'tag-missing')
  const has = filterSql({ tag: id })
  return { name: tag.name, contacts: await db.$count(contacts, has), uses: await uses(db, id, tag) }
}

/** Drafts count, too: whoever publishes one would meet a condition without its tag. */
async function uses(db: Tx | Db, tagId: number, { name }: { name: string }) {
  // Wherever it stands in a rule, however deep: the rules of one kind are few.
  const asks = (json: ReturnType<typeof sql>) =>
    sql`jsonb_path_exists(${json}, '$.**.tagIds[*] ? (@ == $id)', jsonb_build_object('id', ${tagId}::int))`
  const rows = await db.execute<{ place: Place; id: string; name: string }>(sql`
    SELECT 'segment' AS place, s.id, s.name FROM segments s
     WHERE s.archived_at IS NULL AND ${asks(sql`s.rule`)}
     UNION ALL
    SELECT 'journey', j.id, j.name FROM journeys j
     WHERE j.state <> 'archived'
       AND (${asks(sql`j.draft`)} OR EXISTS (
             SELECT FROM versions v WHERE v.journey_id = j.id AND ${asks(sql`v.graph`)}
                AND (v.id = j.live_version_id OR EXISTS (
                      SELECT FROM enrollments e WHERE e.version_id = v.id AND e.ended_at IS NULL))))
     UNION ALL
    SELECT 'import', i.id, i.file_name FROM imports i
     WHERE i.state IN ('uploading', 'ready', 'waiting', 'running') AND i.plan -> 'tags' ? ${name}
     ORDER BY 1, 3`)
  return rows.map(({ id, ...row }) => ({ ...row, id: Number(id) }))
}
