import { z } from 'zod'
import { attributeKey } from '../contacts/define.ts'
import type { FormPage, Mapping } from './table.ts'

const path = z.string().trim().min(1).max(300)

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
