import { readAddress } from '../contacts/address.ts'
import { EMAIL } from '../sources/form-page.ts'
import { textOf } from '../sources/leaves.ts'
import { CONSENT, ONCE, TRAP } from '../sources/own-fields.ts'
import type { Fields } from '../sources/read/fields.ts'
import type { FormPage } from '../sources/table.ts'
import { words } from '../words/form.ts'

/** What somebody typed into a form page, with what is wrong in it. */
export type Entry = {
  values: Record<string, string>
  consent: boolean
  /** A sentence for each field that needs a correction, in the order of the page. */
  wrong: Map<string, string>
  /** A machine filled in what people do not see. */
  trapped: boolean
  /** The page it was typed into; null when it does not say. */
  once: string | null
}

export const emptyEntry = (): Entry => ({
  values: {},
  consent: false,
  wrong: new Map(),
  trapped: false,
  once: null,
})

/** Longer than any name or address, shorter than what would hurt. */
export const LONGEST = 500

/** Pure. */
export function readEntry(form: FormPage, fields: Fields, language: 'ja' | 'en'): Entry {
  const values = Object.fromEntries(
    form.fields.map(({ name }) => [name, textOf(fields[name]) ?? '']),
  )
  const wrong = new Map<string, string>()
  for (const field of form.fields) {
    const problem = problemOf(field, values[field.name]!, language)
    if (problem) wrong.set(field.name, problem)
  }
  const once = textOf(fields[ONCE])
  return {
    values,
    consent: fields[CONSENT] === 'given',
    wrong,
    trapped: textOf(fields[TRAP]) !== null,
    once: once && /^[\w-]{16,64}$/.test(once) ? once : null,
  }
}

function problemOf(
  { name, label, required }: FormPage['fields'][number],
  value: string,
  language: 'ja' | 'en',
): string | null {
  const say = words[language]
  if (value.length > LONGEST) return say.tooLong(LONGEST)
  if (value === '') return required || name === EMAIL ? say.missing(label) : null
  return name === EMAIL && !readAddress(value) ? say.emailImpossible : null
}
