import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import { isTaken } from '../code-of.ts'
import { bulk, type Db, type Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { type ByHand, lockContact } from './change.ts'
import { contacts, tags } from './table.ts'

export const tagName = z.string().trim().min(1).max(100)
/** By id or by name; a name that is new becomes a tag. */
export const someTags = z.object({
  tags: z
    .array(z.union([z.number().int().positive().max(2147483647), tagName]))
    .min(1)
    .max(50),
})

export async function listTags(db: Db) {
  return {
    tags: await db.select({ id: tags.id, name: tags.name }).from(tags).orderBy(asc(tags.name)),
  }
}

/** @throws Refusal `tag-exists` */
export async function createTag(tx: Tx, { name, actor }: { name: string; actor: string }) {
  const [tag] = await tx.insert(tags).values({ name }).onConflictDoNothing().returning()
  if (!tag) throw new Refusal(409, 'tag-exists', { field: 'name' })
  await audit(tx, { actor, action: 'tag.created', subject: `tag:${tag.id}` })
  return { id: tag.id, name }
}

/** @throws Refusal `not-found`, `tag-exists` */
export async function renameTag(
  tx: Tx,
  { id, name, actor }: { id: number; name: string; actor: string },
) {
  const renamed = await tx
    .update(tags)
    .set({ name })
    .where(eq(tags.id, id))
    .returning({ id: tags.id })
    .catch((error) => {
      throw isTaken(error) ? new Refusal(409, 'tag-exists', { field: 'name' }) : error
    })
  if (renamed.length === 0) throw new Refusal(404, 'not-found')
  await audit(tx, { actor, action: 'tag.changed', subject: `tag:${id}` })
  return { id, name }
}

/** Ids of tags by their names; new ones are made. Names in order, so that two makers wait in one line. */
export async function ensureTags(tx: Tx, names: string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const wanted = [...new Set(names)].sort().map((name) => ({ name }))
  await tx.insert(tags).values(wanted).onConflictDoNothing()
  const rows = await tx.select().from(tags).where(inArray(tags.name, names))
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** A hand puts tags on one contact, or takes them off. @throws Refusal `not-found`, `tag-missing` */
export async function tagByHand(
  tx: Tx,
  { id, actor, clock, tags: given, put }: ByHand & { tags: (number | string)[]; put: boolean },
): Promise<number[]> {
  await lockContact(tx, id)
  const ids = await idsOf(tx, given, put)
  const now = await clock(tx)
  const by = { contactIds: [id], tagIds: ids, put, origin: actor }
  const { changed, journeys } = await tagContacts(tx, by, now)
  if (changed.length > 0) {
    const action = put ? 'contact.tagged' : 'contact.untagged'
    await audit(tx, { actor, action, subject: `contact:${id}`, detail: { tagIds: ids } })
  }
  return journeys
}

/** @throws Refusal `tag-missing` for an id that is none */
export async function idsOf(tx: Tx, given: (number | string)[], make: boolean): Promise<number[]> {
  const names = given.filter((each) => typeof each === 'string')
  const numbers = given.filter((each) => typeof each === 'number')
  const known =
    numbers.length > 0 ? await tx.select().from(tags).where(inArray(tags.id, numbers)) : []
  if (known.length < new Set(numbers).size) throw new Refusal(404, 'tag-missing')
  const byName = make
    ? [...(await ensureTags(tx, names)).values()]
    : names.length > 0
      ? (await tx.select().from(tags).where(inArray(tags.name, names))).map(({ id }) => id)
      : []
  return [...new Set([...numbers, ...byName])]
}

type Tagging = { contactIds: number[]; tagIds: number[]; put: boolean; origin: string }

/**
 * Puts tags on contacts whom the caller has locked, or takes them off, with an event for each that
 * changed.
 * @returns the contacts that changed, and the journeys to ask for after the commit
 */
export async function tagContacts(
  tx: Tx,
  { contactIds, tagIds, put, origin }: Tagging,
  now: Temporal.Instant,
): Promise<{ changed: number[]; journeys: number[] }> {
  if (contactIds.length === 0 || tagIds.length === 0) return { changed: [], journeys: [] }
  const people = bulk(
    contactIds.map((id) => ({ id })),
    { id: 'bigint' },
  )
  const wanted = sql`${`{${tagIds.join(',')}}`}::int[]`
  const changes = await tx.execute<{ id: string; tag_id: number; name: string }>(sql`
    SELECT c.id, t.id AS tag_id, t.name
      FROM ${people} JOIN ${contacts} c ON c.id = r.id
      JOIN ${tags} t ON t.id = ANY(${wanted}) AND (t.id = ANY(c.tags)) <> ${put}
     ORDER BY c.id, t.id`)
  if (changes.length === 0) return { changed: [], journeys: [] }
  const changed = [...new Set(changes.map(({ id }) => Number(id)))]
  const after = put
    ? sql`ARRAY(SELECT DISTINCT t FROM unnest(c.tags || ${wanted}) t ORDER BY t)`
    : sql`ARRAY(SELECT t FROM unnest(c.tags) t WHERE t <> ALL(${wanted}))`
  await tx.execute(sql`
    UPDATE ${contacts} c SET tags = ${after}, updated_at = ${now.toString()}::timestamptz
     WHERE c.id = ANY(${`{${changed.join(',')}}`}::bigint[])`)
  const happened = changes.map(({ id, tag_id: tagId, name }) => ({
    contactId: Number(id),
    name: put ? 'contact.tagged' : 'contact.untagged',
    origin,
    payload: { tagId, name },
  }))
  return { changed, journeys: await record(tx, happened, now) }
}

/** Takes the number of a tag that is no more off contacts whom the caller has locked. @returns whose it was */
export async function forgetTag(
  tx: Tx,
  { contactIds, tagId }: { contactIds: number[]; tagId: number },
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx
    .update(contacts)
    .set({ tags: sql`array_remove(${contacts.tags}, ${tagId}::int)`, updatedAt: now })
    .where(and(inArray(contacts.id, contactIds), sql`${tagId}::int = ANY(${contacts.tags})`))
    .returning({ id: contacts.id })
  return rows.map(({ id }) => id)
}
