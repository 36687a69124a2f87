import type { Schema } from './document.ts'

export type Schemas = Record<string, Schema>

/** A line of a table: a field, and what stands within it. */
export type Field = {
  name: string
  type: string
  required: boolean
  description: string
  /** What it is where it is left out. */
  usual: string | null
  fields: Field[]
}

/** Deeper than anybody reads on. */
const DEEPEST = 4

/** What stands in an object, in a list of them, or in one of several. Pure. */
export function fieldsOf(schema: Schema, schemas: Schemas, seen: readonly string[] = []): Field[] {
  if (seen.length >= DEEPEST) return []
  const { name, schema: met } = resolve(schema, schemas)
  if (name && seen.includes(name)) return []
  const path = [...seen, name ?? '']
  if (met.items) return fieldsOf(met.items, schemas, seen)
  const either = met.anyOf ?? met.oneOf ?? met.allOf
  const own = Object.entries(met.properties ?? {}).map(([key, each]): Field => {
    const { schema: value } = resolve(each, schemas)
    return {
      name: key,
      type: typeOf(each, schemas),
      required: met.required?.includes(key) ?? false,
      description: each.description ?? value.description ?? '',
      usual: each.default === undefined ? null : JSON.stringify(each.default),
      fields: fieldsOf(each, schemas, path),
    }
  })
  if (own.length > 0 || !either) return own
  const found = either.flatMap((each) => fieldsOf(each, schemas, seen))
  // Several kinds share fields: each is told once, and is needed where every kind needs it.
  const names = [...new Set(found.map((field) => field.name))]
  return names.map((each) => {
    const same = found.filter((field) => field.name === each)
    const types = [...new Set(same.map(({ type }) => type))]
    const everywhere = same.length === either.length && same.every(({ required }) => required)
    return { ...same[0]!, type: types.join(' | '), required: everywhere }
  })
}

/** `string | null` · `"ja" | "en"` · `Contact[]`. Pure. */
export function typeOf(schema: Schema, schemas: Schemas): string {
  const { name, schema: met } = resolve(schema, schemas)
  if (name && !name.startsWith('__')) return name
  if (met.const !== undefined) return JSON.stringify(met.const)
  if (met.enum) return met.enum.map((each) => JSON.stringify(each)).join(' | ')
  const either = met.anyOf ?? met.oneOf
  if (either) return [...new Set(either.map((each) => typeOf(each, schemas)))].join(' | ')
  if (met.items) {
    const type = typeOf(met.items, schemas)
    return type.includes(' ') ? `(${type})[]` : `${type}[]`
  }
  if (Array.isArray(met.type)) return met.type.join(' | ')
  return met.type ?? (met.properties ? 'object' : 'any')
}

/** The smallest thing that would be taken, to begin with. Pure. */
export function sampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const { schema: met } = resolve(schema, schemas)
  if (met.const !== undefined) return met.const
  if (met.default !== undefined) return met.default
  if (met.enum) return met.enum[0]
  const first = (met.anyOf ?? met.oneOf)?.[0]
  if (met.properties && depth < DEEPEST) {
    const needed = Object.entries(met.properties).filter(([key]) => met.required?.includes(key))
    return Object.fromEntries(
      needed.map(([key, each]) => [key, sampleOf(each, schemas, depth + 1)]),
    )
  }
  if (first) return sampleOf(first, schemas, depth)
  if (met.items) return depth < DEEPEST ? [sampleOf(met.items, schemas, depth + 1)] : []
  const type = Array.isArray(met.type) ? met.type[0] : met.type
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return true
  return type === 'object' ? {} : '…'
}

function resolve(schema: Schema, schemas: Schemas): { name: string | null; schema: Schema } {
  const name = schema.$ref?.replace('#/components/schemas/', '') ?? null
  return { name, schema: name ? (schemas[name] ?? {}) : schema }
}
