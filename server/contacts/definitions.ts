import { asc } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/contacts.ts'
import { type Attributes, type AttributeType, attributes } from './table.ts'
import { type Choice, readValue } from './value.ts'

export type Definition = {
  key: string
  label: string
  type: AttributeType
  choices: Choice[]
  position: number
  archived: boolean
  /** Every account has it, and it stays as it is. */
  builtIn: boolean
}

export type BuiltIn = keyof typeof words.ja.builtIn
export const isBuiltIn = (key: string): key is BuiltIn => Object.hasOwn(words.ja.builtIn, key)

/** All attributes that have a type: those everybody has, then the account's own in their order. */
export async function listDefinitions(tx: Tx | Db, language: 'ja' | 'en'): Promise<Definition[]> {
  const own = await tx
    .select()
    .from(attributes)
    .orderBy(asc(attributes.position), asc(attributes.createdAt), asc(attributes.key))
  return [
    ...builtIns(language),
    ...own.map(({ createdAt: _, ...row }) => ({ ...row, builtIn: false })),
  ]
}

const builtIns = (language: 'ja' | 'en'): Definition[] =>
  Object.entries(words[language].builtIn).map(([key, label], position) => ({
    key,
    label,
    type: 'text',
    choices: [],
    position,
    archived: false,
    builtIn: true,
  }))

/** What reading attributes asks: loaded once for a batch. */
export type Reading = { zone: string; byKey: ReadonlyMap<string, Definition> }

export async function loadReading(tx: Tx | Db): Promise<Reading> {
  const { zone, language } = await readAccount(tx)
  const list = await listDefinitions(tx, language)
  return { zone, byKey: new Map(list.map((each) => [each.key, each])) }
}

/**
 * Values by the types of their attributes; a key without one keeps what was given. What cannot be
 * read is named and left out. Pure.
 */
export function readAttributes(
  { zone, byKey }: Reading,
  given: Attributes,
): { attributes: Attributes; unreadable: string[] } {
  const unreadable: string[] = []
  const read = Object.entries(given).flatMap(([key, value]) => {
    const definition = byKey.get(key)
    if (!definition) return [[key, value] as const]
    const found = readValue(definition.type, value, { zone, choices: definition.choices })
    if (!found) unreadable.push(key)
    return found ? [[key, found.value] as const] : []
  })
  return { attributes: Object.fromEntries(read), unreadable }
}

/** As above, for doors where somebody can correct it. @throws Refusal `attribute-wrong` */
export function readOrRefuse(reading: Reading, given: Attributes): Attributes {
  const { attributes, unreadable } = readAttributes(reading, given)
  if (unreadable.length === 0) return attributes
  const wrong = unreadable.map((key) => {
    const { label, type } = reading.byKey.get(key)!
    return { key, label, type }
  })
  const fields = unreadable.map((key) => `attributes.${key}`)
  throw new Refusal(422, 'attribute-wrong', { fields, wrong })
}

/** A null takes an attribute away; what is kept has none. Pure. */
export const withoutNulls = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
