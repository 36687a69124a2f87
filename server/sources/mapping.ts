import { z } from 'zod'
import type { FormPage, Mapping } from './table.ts'

const path = z.string().trim().min(1).max(300)
/** What an attribute may be called in a mapping and in Liquid. */
export const attributeKey = z.string().regex(/^(?!__proto__$)[\p{L}\p{N}_]{1,64}$/u)

export const mappingSchema = z.object({
  email: path.optional(),
  attributes: z.record(attributeKey, path).optional(),
  ignored: z.array(path).max(300).optional(),
})

/** A mapping with what a form's fields say of themselves. Pure. */
export function mappingWith(mapping: Mapping, form: FormPage | null): Mapping {
  if (!form) return mapping
  const kept = form.fields.flatMap(({ name, attribute }) => (attribute ? [[attribute, name]] : []))
  return { ...mapping, attributes: { ...mapping.attributes, ...Object.fromEntries(kept) } }
}
