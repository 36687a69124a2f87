import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { readAccount } from '../account/read.ts'
import { record as audit } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { isBuiltIn } from './definitions.ts'
import { type AttributeValue, attributes, attributeTypes, contacts } from './table.ts'
import { readValue } from './value.ts'

/** What an attribute may be called in conditions and in Liquid. */
export const attributeKey = z.string().regex(/^(?!__proto__$)[\p{L}\p{N}_]{1,64}$/u)

/** A value as the API gives it; null takes it away. */
export const attributeValue = z.union([
  z.string().max(1000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(500)).max(100),
])

const label = z.string().trim().min(1).max(100)
const choices = z
  .array(z.object({ value: z.string().trim().min(1).max(200), label: z.string().trim().max(200) }))
  .max(500)
  .transform((list) => list.map(({ value, label }) => ({ value, label: label || value })))
  .refine((list) => new Set(list.map(({ value }) => value)).size === list.length)
const position = z.number().int().min(0).max(10_000)

export const definitionSchema = z.object({
  key: attributeKey,
  label,
  type: z.enum(attributeTypes),
  choices: choices.default([]),
  position: position.optional(),
})
export const definitionChangeSchema = z
  .object({ label, type: z.enum(attributeTypes), choices, position, archived: z.boolean() })
  .partial()

/**
 * Gives an attribute a type, also one that contacts have already.
 * @throws Refusal `attribute-exists`, `choices-missing`, `values-unreadable` with how many
 */
export async function defineAttribute(
  tx: Tx,
  { definition, actor }: { definition: z.infer<typeof definitionSchema>; actor: string },
): Promise<void> {
  const { key } = definition
  const last = sql<number>`(SELECT coalesce(max(position), 0) + 1 FROM ${attributes})`
  const rows = isBuiltIn(key)
    ? []
    : await tx
        .insert(attributes)
        .values({ ...definition, position: definition.position ?? last })
        .onConflictDoNothing()
        .returning({ key: attributes.key })
  if (rows.length === 0) throw new Refusal(409, 'attribute-exists', { field: 'key' })
  await judge(tx, definition)
  const detail = { type: definition.type }
  await audit(tx, { actor, action: 'attribute.defined', subject: `attribute:${key}`, detail })
}

/**
 * Changes what an attribute is called, its type or its choices.
 * @throws Refusal `not-found`, `attribute-built-in`, `choices-missing`, `values-unreadable`
 */
export async function changeAttribute(
  tx: Tx,
  { key, change, actor }: { key: string; change: Change; actor: string },
): Promise<void> {
  if (isBuiltIn(key)) throw new Refusal(409, 'attribute-built-in')
  const [before] = await tx
    .select()
    .from(attributes)
    .where(eq(attributes.key, key))
    // Two changes at once would each judge the other's choices.
    .for('no key update')
  if (!before) throw new Refusal(404, 'not-found')
  const after = { ...before, ...change }
  if (change.type || change.choices) await judge(tx, after)
  await tx.update(attributes).set(after).where(eq(attributes.key, key))
  const detail = { fields: Object.keys(change) }
  await audit(tx, { actor, action: 'attribute.changed', subject: `attribute:${key}`, detail })
}

type Change = z.infer<typeof definitionChangeSchema>
type Typed = Pick<z.infer<typeof definitionSchema>, 'key' | 'type' | 'choices'>

async function judge(tx: Tx, { key, type, choices }: Typed): Promise<void> {
  const offers = type === 'choice' || type === 'choices'
  if (offers && choices.length === 0) {
    throw new Refusal(422, 'choices-missing', { field: 'choices' })
  }
  const { zone } = await readAccount(tx)
  const count = await countUnreadable(tx, key, (value) => readValue(type, value, { zone, choices }))
  if (count > 0) throw new Refusal(409, 'values-unreadable', { count })
}

const PAGE = 20_000

/** How many contacts have a value that cannot be read, in pages: a million of them fit nowhere. */
async function countUnreadable(
  tx: Tx,
  key: string,
  reads: (value: AttributeValue) => ReturnType<typeof readValue>,
): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const rows = await tx.execute<{ id: string; value: AttributeValue }>(sql`
      SELECT id, attributes -> ${key}::text AS value FROM ${contacts}
       WHERE id > ${after} AND attributes ? ${key}::text ORDER BY id LIMIT ${PAGE}`)
    count += rows.filter(({ value }) => !reads(value)).length
    if (rows.length < PAGE) return count
    after = Number(rows.at(-1)!.id)
  }
}
