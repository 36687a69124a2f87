import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { lockContact } from './change.ts'
import { externalIds } from './table.ts'

/** Whose number it is: `shopify`, `crm`. */
export const systemName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
const idValue = z.string().trim().min(1).max(200)
export const externalIdSchema = z.object({
  value: idValue,
  /** The one that stands there stays, too. */
  beside: z.boolean().default(false),
})
/** Which of several; without it, all that the system has. */
export const whichSchema = z.object({ value: idValue.optional() })

type Named = { id: number; system: string; actor: string }

/**
 * A contact's number in another system; one that stood there gives way. Where a merge left several, all of
 * them stay beside the new one, as one does `beside` it: each may still be what that system calls this person.
 * @throws Refusal `external-id-taken`
 */
export async function setExternalId(
  tx: Tx,
  { id, system, value, beside, actor }: Named & z.output<typeof externalIdSchema>,
): Promise<void> {
  await lockContact(tx, id)
  const held = await tx.select().from(externalIds).where(theirs(id, system))
  if (held.some((each) => each.value === value)) return
  if (held.length === 1 && !beside) await tx.delete(externalIds).where(theirs(id, system))
  const [made] = await tx
    .insert(externalIds)
    .values({ contactId: id, system, value })
    .onConflictDoNothing()
    .returning({ contactId: externalIds.contactId })
  if (!made) {
    const [other] = await tx
      .select({ contactId: externalIds.contactId })
      .from(externalIds)
      .where(and(eq(externalIds.system, system), eq(externalIds.value, value)))
    throw new Refusal(409, 'external-id-taken', { field: 'value', contactId: other?.contactId })
  }
  const subject = `contact:${id}`
  await audit(tx, { actor, action: 'contact.external-id-set', subject, detail: { system } })
}

/** Removes what another system calls a contact: one number, or every one it has there. */
export async function removeExternalId(
  tx: Tx,
  { id, system, value, actor }: Named & z.output<typeof whichSchema>,
): Promise<void> {
  await lockContact(tx, id)
  const one = value === undefined ? undefined : eq(externalIds.value, value)
  const gone = await tx
    .delete(externalIds)
    .where(and(theirs(id, system), one))
    .returning()
  if (gone.length === 0) return
  const subject = `contact:${id}`
  await audit(tx, { actor, action: 'contact.external-id-removed', subject, detail: { system } })
}

const theirs = (id: number, system: string) =>
  and(eq(externalIds.contactId, id), eq(externalIds.system, system))
