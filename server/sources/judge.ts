import type { Rule } from '../engine/rule.ts'
import { keptAnswers, withAnswers } from './answers.ts'
import { type Asking, passes } from './filter.ts'
import { type Found, find } from './find.ts'
import { mappingWith } from './mapping.ts'
import type { Fields } from './read/fields.ts'
import { read } from './read/read.ts'
import type { Reason } from './reasons.ts'
import type { FormPage, Mapping } from './table.ts'

export type Judged =
  | { type: 'taken'; found: Found; fields: Fields; charset: string }
  | {
      type: 'refused'
      reason: Reason
      field: string | null
      fields: Fields | null
      charset: string | null
    }

/** What decides about a post: the source's own, and the form it was filled in on. */
export type Judging = { mapping: Mapping; form?: FormPage | null; filter?: Rule | null }

/**
 * What becomes of a post: asked before it is answered, again when it is taken in, and on replay with
 * the mapping of that day. Pure.
 * @param asking left out by who takes in: what is pending has passed the filter at the door
 */
export function judge(
  { body, contentType }: { body: Uint8Array; contentType: string },
  { mapping, form = null, filter = null }: Judging,
  asking?: Asking,
): Judged {
  const reading = read(body, contentType)
  if (reading.type === 'unreadable') {
    const { reason, detail } = reading
    return { type: 'refused', reason, field: detail, fields: null, charset: null }
  }
  const { fields, charset } = reading
  if (asking && !passes(filter, fields, asking)) {
    return { type: 'refused', reason: 'filtered', field: null, fields, charset }
  }
  const found = find(form ? withAnswers(form, fields) : fields, mappingWith(mapping, form))
  if (found.type === 'missed') {
    // A form's own address field is nobody's choice: who fills it in is told only that it is empty.
    const chosen = form === null && mapping.email !== undefined && found.reason === 'email-missing'
    const reason = chosen ? 'email-not-mapped' : found.reason
    return { type: 'refused', reason, field: found.field, fields, charset }
  }
  // Several choices stay a list.
  if (form) Object.assign(found.attributes, keptAnswers(form, fields))
  return { type: 'taken', found, fields, charset }
}
