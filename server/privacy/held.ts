import { eq, inArray } from 'drizzle-orm'
import { mergedAddresses } from '../contacts/addresses.ts'
import { listConsents } from '../contacts/consent.ts'
import { listDefinitions } from '../contacts/definitions.ts'
import { readContact } from '../contacts/read.ts'
import type { Attributes } from '../contacts/table.ts'
import { segmentContacts, segments } from '../segments/table.ts'
import { words as bases } from '../words/bases.ts'
import { words as files } from '../words/exports.ts'
import type { Desk } from './desk.ts'
import { originTold } from './told.ts'

/** What is known of a contact now, and every consent with what shows it. */
export async function held(desk: Desk): Promise<Record<string, unknown>> {
  const { db, contactId, language, say, when, madeAt } = desk
  const contact = await readContact(db, contactId, language)
  const { consents } = await listConsents(db, contactId)
  const instant = (text: string | null) => when(text === null ? null : Temporal.Instant.from(text))
  return {
    [say.about]: contact.name,
    [say.madeAt]: madeAt,
    [say.profile]: {
      [say.id]: contact.id,
      [say.email]: contact.email,
      [say.otherAddresses]: await mergedAddresses(db, contactId),
      [say.language]: contact.language && say.languages[contact.language],
      [say.zone]: contact.zone,
      [say.addedAt]: instant(contact.createdAt),
      [say.changedAt]: instant(contact.changedAt),
    },
    [say.attributes]: await labelled(desk, contact.attributes),
    [say.tags]: contact.tags.map(({ name }) => name),
    [say.topics]: contact.topics.map(({ name }) => name),
    [say.externalIds]: numbersOf(contact.externalIds),
    [say.segments]: await segmentNames(desk),
    [say.suppression]: contact.suppression && {
      [say.reason]: files[language].suppressed[contact.suppression.reason],
      [say.at]: instant(contact.suppression.at),
    },
    [say.consents]: consents.map((each) => ({
      [say.given]: say.givenWords[each.given],
      [say.topic]: each.topic?.name ?? say.all,
      [say.basis]: bases[language][each.basis],
      [say.at]: instant(each.at),
      [say.wording]: each.wording,
      [say.origin]: originTold(each.origin, desk),
      [say.document]: each.document,
      [say.confirmedAt]: instant(each.confirmedAt),
      [say.ip]: each.ip,
      [say.userAgent]: each.userAgent,
      [say.recordedAt]: instant(each.recordedAt),
    })),
  }
}

/** Numbers by system; a merge may have left several in one. */
function numbersOf(ids: { system: string; value: string }[]) {
  const bySystem = Map.groupBy(ids, ({ system }) => system)
  return Object.fromEntries(
    [...bySystem].map(([system, theirs]) => {
      const values = theirs.map(({ value }) => value)
      return [system, values.length === 1 ? values[0] : values]
    }),
  )
}

/** Attributes under the names that people gave them; one without a name keeps its key. */
async function labelled({ db, language }: Desk, attributes: Attributes) {
  const byKey = new Map((await listDefinitions(db, language)).map((each) => [each.key, each]))
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      const definition = byKey.get(key)
      const labels = new Map(definition?.choices.map((each) => [each.value, each.label]))
      const read = (one: unknown) => labels.get(String(one)) ?? one
      return [definition?.label ?? key, Array.isArray(value) ? value.map(read) : read(value)]
    }),
  )
}

async function segmentNames({ db, contactId }: Desk): Promise<string[]> {
  const theirs = db
    .select({ id: segmentContacts.segmentId })
    .from(segmentContacts)
    .where(eq(segmentContacts.contactId, contactId))
  const rows = await db
    .select({ name: segments.name })
    .from(segments)
    .where(inArray(segments.id, theirs))
    .orderBy(segments.name)
  return rows.map(({ name }) => name)
}
