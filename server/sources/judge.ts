import { type Found, find } from './find.ts'
import type { Fields } from './read/fields.ts'
import { read } from './read/read.ts'
import type { Reason } from './reasons.ts'
import type { Mapping } from './table.ts'

export type Judged =
  | { type: 'taken'; found: Found; fields: Fields; charset: string }
  | {
      type: 'refused'
      reason: Reason
      field: string | null
      fields: Fields | null
      charset: string | null
    }

/**
 * What becomes of a post: asked before it is answered, again when it is taken in, and on replay with
 * the mapping of that day. Pure.
 */
export function judge(body: Uint8Array, contentType: string, mapping: Mapping): Judged {
  const reading = read(body, contentType)
  if (reading.type === 'unreadable') {
    const { reason, detail } = reading
    return { type: 'refused', reason, field: detail, fields: null, charset: null }
  }
  const { fields, charset } = reading
  const found = find(fields, mapping)
  return found.type === 'found'
    ? { type: 'taken', found, fields, charset }
    : { type: 'refused', reason: found.reason, field: found.field, fields, charset }
}
