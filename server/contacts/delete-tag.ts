import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { actKind } from './act.ts'
import { askForAct } from './bulk-acts.ts'
import type { ByHand } from './change.ts'
import { tags } from './table.ts'
import { usesOfTag } from './tag-uses.ts'
import { forgetTag, tagName } from './tags.ts'

/**
 * Deletes a tag that nothing uses. It is gone at once; a bulk act takes its number off whoever has it,
 * however many they are: until then it has no name and is not shown.
 * @returns the bulk act
 * @throws Refusal `tag-missing`, `tag-used`
 */
export async function deleteTag(tx: Tx, { id, actor, clock }: ByHand): Promise<number> {
  // Whoever puts the tag on somebody waits for this, and then finds none.
  await tx.execute(sql`SELECT FROM ${tags} WHERE id = ${id} FOR UPDATE`)
  const { name, uses } = await usesOfTag(tx, id)
  if (uses.length > 0) throw new Refusal(409, 'tag-used', { by: uses.map((each) => each.name) })
  await tx.delete(tags).where(eq(tags.id, id))
  await audit(tx, { actor, action: 'tag.removed', subject: `tag:${id}`, detail: { name } })
  return askForAct(
    tx,
    { 'forget-tag': forgetting },
    {
      act: 'forget-tag',
      values: { tag: id, name },
      audience: { query: { tag: id } },
      actor,
      clock,
    },
  )
}

/** The part of deleting a tag that takes as long as many have it. */
export const forgetting = actKind<{ tag: number; name: string }>({
  action: 'contact.untagged',
  schema: z.object({ tag: z.number().int().positive().max(2147483647), name: tagName }),
  async prepare(tx, values) {
    // Asked for by itself, of a tag that is there, it would be another way to take it off.
    if (await tx.$count(tags, eq(tags.id, values.tag))) throw new Refusal(409, 'tag-exists')
    return values
  },
  async run(tx, { contactIds, values: { tag, name }, origin }, now) {
    const changed = await forgetTag(tx, { contactIds, tagId: tag }, now)
    const payload = { tagId: tag, name }
    const happened = changed.map((contactId) => {
      return { contactId, name: 'contact.untagged', origin, payload }
    })
    return { changed, journeys: await record(tx, happened, now) }
  },
})
