import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { lockContact } from './change.ts'
import { externalIds } from './table.ts'

/** Whose number it is: `shopify`, `crm`. */
export const systemName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
export const externalIdSchema = z.object({ value: z.string().trim().min(1).max(200) })

type Named = { id: number; system: string; actor: string }

/**
 * A contact's number in another system; one that stood there gives way. Where a merge left several, all of
 * them stay beside the new one: each may still be what that system calls this person.
 * @throws Refusal `external-id-taken`
 */
export async function setExternalId(
  tx: Tx,
  { id, system, value, actor }: Named & { value: string },
): Promise<void> {
  await lockContact(tx, id)
  const held = await tx.select().from(externalIds).where(theirs(id, system))
  if (held.some((each) => each.value === value)) return
  if (held.length === 1) await tx.delete(externalIds).where(theirs(id, system))
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

/** Removes what another system calls a contact: every number it has there. */
export async function removeExternalId(tx: Tx, { id, system, actor }: Named): Promise<void> {
  await lockContact(tx, id)
  const gone = await tx.delete(externalIds).where(theirs(id, system)).returning()
  if (gone.length === 0) return
  const subject = `contact:${id}`
  await audit(tx, { actor, action: 'contact.external-id-removed', subject, detail: { system } })
}

const theirs = (id: number, system: string) =>
  and(eq(externalIds.contactId, id), eq(externalIds.system, system))
