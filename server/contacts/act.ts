import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { suppressMany } from '../suppressions/suppress.ts'
import { attributeKey, attributeValue } from './define.ts'
import { loadReading, readOrRefuse } from './definitions.ts'
import { type AttributeValue, contacts } from './table.ts'
import { idsOf, tagContacts, tagName } from './tags.ts'

/** What is done to one batch: contacts in id order, whom the executor has locked. */
export type Batch<Values> = {
  contactIds: number[]
  values: Values
  actor: string
  /** What events name as their origin: `bulk-act:7`. */
  origin: string
}
/** Who changed; of the others, who was left out by a stored reason: the rest had nothing to change. */
export type Done = { changed: number[]; skipped?: Record<string, number>; journeys: number[] }

/** One act that can be done to many; rooms above bring their own, and the composition names them all. */
export type ActKind<Values = unknown> = {
  schema: z.ZodType<Values>
  /** What the audit says of each contact that changed. */
  action: string
  /** Settles once, when it is asked for, what holds for everybody; refuses what cannot be done. */
  prepare?: (tx: Tx, values: Values) => Promise<Values>
  run: (tx: Tx, batch: Batch<Values>, now: Temporal.Instant) => Promise<Done>
}
export type ActKinds = Record<string, ActKind>

/** Keeps the types of one kind together, and forgets them for the registry. Pure. */
export const actKind = <Values>(kind: ActKind<Values>) => kind as unknown as ActKind

const tagging = (put: boolean) =>
  actKind<{ tag: number | string }>({
    action: put ? 'contact.tagged' : 'contact.untagged',
    schema: z.object({ tag: z.union([z.number().int().positive().max(2147483647), tagName]) }),
    async prepare(tx, { tag }) {
      const [id] = await idsOf(tx, [tag], put)
      if (id === undefined) throw new Refusal(404, 'tag-missing', { field: 'tag' })
      return { tag: id }
    },
    async run(tx, { contactIds, values, origin }, now) {
      const by = { contactIds, tagIds: [Number(values.tag)], put, origin }
      return tagContacts(tx, by, now)
    },
  })

const setAttribute = actKind<{ key: string; value: AttributeValue }>({
  action: 'contact.changed',
  schema: z.object({ key: attributeKey, value: attributeValue }),
  async prepare(tx, { key, value }) {
    const read = readOrRefuse(await loadReading(tx), { [key]: value })
    return { key, value: read[key] ?? null }
  },
  async run(tx, { contactIds, values: { key, value }, origin }, now) {
    const after =
      value === null
        ? sql`attributes - ${key}::text`
        : sql`attributes || ${JSON.stringify({ [key]: value })}::text::jsonb`
    const rows = await tx.execute<{ id: string }>(sql`
      UPDATE ${contacts} SET attributes = ${after}, updated_at = ${now.toString()}::timestamptz
       WHERE id = ANY(${`{${contactIds.join(',')}}`}::bigint[]) AND attributes <> ${after}
      RETURNING id`)
    const journeys = await record(
      tx,
      rows.map(({ id }) => {
        const payload = { fields: [key] }
        return { contactId: Number(id), name: 'contact.changed', origin, payload }
      }),
      now,
    )
    return { changed: rows.map(({ id }) => Number(id)), journeys }
  },
})

const suppressing = actKind<{ reason: string }>({
  action: 'contact.suppressed',
  schema: z.object({ reason: z.string().trim().max(500).default('') }),
  async run(tx, { contactIds, values: { reason: note }, origin }, now) {
    const rows = await tx
      .select({ id: contacts.id, emailKey: contacts.emailKey })
      .from(contacts)
      .where(inArray(contacts.id, contactIds))
    const reason = 'by-hand' as const
    const entries = rows.map(({ id, emailKey }) => ({ contactId: id, emailKey, reason, origin }))
    const keys = new Set(await suppressMany(tx, entries, now))
    const changed = rows.filter(({ emailKey }) => keys.has(emailKey)).map(({ id }) => id)
    const payload = { reason, note }
    const name = 'contact.suppressed'
    const happened = changed.map((contactId) => ({ contactId, name, origin, payload }))
    return { changed, journeys: await record(tx, happened, now) }
  },
})

/** The acts of this room. */
export const contactActs: ActKinds = {
  'add-tag': tagging(true),
  'remove-tag': tagging(false),
  'set-attribute': setAttribute,
  suppress: suppressing,
}
