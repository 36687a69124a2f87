import { asc, eq, inArray } from 'drizzle-orm'
import { newest } from '../consents/record.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { suppressions } from '../suppressions/table.ts'
import { refuseGone } from './change.ts'
import { displayName } from './name.ts'
import { contacts, externalIds, tags, topics } from './table.ts'

type Language = 'ja' | 'en'

/** One contact with the newest consent and the suppression. @throws Refusal `not-found`, `contact-gone` */
export async function readContact(tx: Tx | Db, id: number, language: Language) {
  const [row] = await tx
    .select({ contact: contacts, suppression: suppressions })
    .from(contacts)
    .leftJoin(suppressions, eq(suppressions.emailKey, contacts.emailKey))
    .where(eq(contacts.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  // Whoever comes by an old link is told which address it was for.
  refuseGone(row.contact, { email: row.contact.email })
  const { email, attributes, zone, createdAt, updatedAt, language: spoken } = row.contact
  const consent = (await newest(tx, [id])).get(id)
  return {
    id,
    email,
    name: displayName(attributes, email, language),
    attributes,
    language: spoken,
    zone,
    createdAt: createdAt.toString(),
    changedAt: updatedAt.toString(),
    ...(await belongings(tx, row.contact)),
    suppression: row.suppression && {
      reason: row.suppression.reason,
      at: row.suppression.at.toString(),
    },
    consent: consent
      ? {
          given: consent.given,
          basis: consent.basis,
          origin: consent.origin,
          wording: consent.wording,
          at: consent.at.toString(),
        }
      : null,
  }
}

/** @throws Refusal `not-found`, `contact-gone`, `contact-merged` */
export async function refuseMissing(db: Db, id: number): Promise<void> {
  const [row] = await db
    .select({ mergedInto: contacts.mergedInto, erasedAt: contacts.erasedAt })
    .from(contacts)
    .where(eq(contacts.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  refuseGone(row)
}

/** Names of what the row holds by ids; a tag that was removed meanwhile has none and is left out. */
async function belongings(
  tx: Tx | Db,
  { id, tags: tagIds, topics: topicIds }: typeof contacts.$inferSelect,
) {
  const named = (table: typeof tags | typeof topics, ids: number[]) =>
    tx
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(inArray(table.id, ids))
      .orderBy(asc(table.name))
  const { system, value } = externalIds
  const theirs = tx
    .select({ system, value })
    .from(externalIds)
    .where(eq(externalIds.contactId, id))
    .orderBy(asc(system), asc(value))
  return {
    tags: await named(tags, tagIds),
    topics: await named(topics, topicIds),
    externalIds: await theirs,
  }
}
