import { readAddress } from '../contacts/address.ts'
import type { Attributes, AttributeValue } from '../contacts/table.ts'
import { type Choice, readValue } from '../contacts/value.ts'
import { EMAIL, LONGEST, LONGEST_TEXT } from './form-page.ts'
import { textOf } from './leaves.ts'
import type { Fields, Value } from './read/fields.ts'
import type { FormField, FormPage } from './table.ts'

/** Why an answer cannot be taken; the words stand in words/form.ts. */
export type Wrong =
  | 'missing'
  | 'too-long'
  | 'email-impossible'
  | 'kana-impossible'
  | 'number-impossible'
  | 'date-impossible'
  | 'choice-unknown'

export type Answer = { value: string | number | string[] | null; wrong: Wrong | null }

/** An answer in the type its field asks for: a number, an ISO date, a list; null: left empty. Pure. */
export function readAnswer(field: FormField, given: Value | undefined): Answer {
  if (field.type === 'choices') return readChoices(field, given)
  const text = textOf(given)
  const most = field.type === 'long' ? LONGEST_TEXT : LONGEST
  if (text === null) return { value: null, wrong: field.required ? 'missing' : null }
  if (text.length > most) return { value: text, wrong: 'too-long' }
  const value = readers[field.type](text, field)
  return value === null
    ? { value: text, wrong: impossible[field.type] ?? 'choice-unknown' }
    : { value, wrong: null }
}

/** The fields of a post with the answers to a form's questions in their types. Pure. */
export function withAnswers(form: FormPage, fields: Fields): Fields {
  // The address is read where every source's is.
  const asked = form.fields.filter(({ name }) => name !== EMAIL && Object.hasOwn(fields, name))
  const answers = asked.flatMap((field): [string, Value][] => {
    const { value, wrong } = readAnswer(field, fields[field.name])
    return value === null || wrong ? [] : [[field.name, value]]
  })
  return { ...fields, ...Object.fromEntries(answers) }
}

/** The answers that a contact keeps. Pure. */
export const keptAnswers = (form: FormPage, fields: Fields): Attributes =>
  Object.fromEntries(
    form.fields.flatMap((field): [string, AttributeValue][] => {
      if (!field.attribute || !Object.hasOwn(fields, field.name)) return []
      const { value, wrong } = readAnswer(field, fields[field.name])
      return value === null || wrong ? [] : [[field.attribute, value]]
    }),
  )

function readChoices({ required, choices }: FormField, given: Value | undefined): Answer {
  const list = (Array.isArray(given) ? given : [given]).flatMap((each) => textOf(each) ?? [])
  if (list.length === 0) return { value: null, wrong: required ? 'missing' : null }
  const read = readValue('choices', list, { zone, choices })
  return read
    ? { value: read.value as string[], wrong: null }
    : { value: list, wrong: 'choice-unknown' }
}

type Single = Exclude<FormField['type'], 'choices'>

const asText = (text: string) => text

const readers: Record<Single, (text: string, field: FormField) => string | number | null> = {
  text: asText,
  tel: asText,
  long: asText,
  hidden: asText,
  email: (text) => readAddress(text)?.email ?? null,
  kana: readKana,
  number: (text) => readAs('number', text),
  date: (text) => readAs('date', text),
  choice: (text, { choices }) => readAs('choice', text, choices),
}

const impossible: Partial<Record<FormField['type'], Wrong>> = {
  email: 'email-impossible',
  kana: 'kana-impossible',
  number: 'number-impossible',
  date: 'date-impossible',
}

/** Hiragana and half-width kana become katakana. */
function readKana(text: string): string | null {
  const wide = text
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
  return /^[\u30a0-\u30ff\s・.-]+$/.test(wide) ? wide : null
}

/** As every door reads it. */
const readAs = (type: 'number' | 'date' | 'choice', text: string, choices: Choice[] = []) =>
  (readValue(type, text, { zone, choices })?.value ?? null) as string | number | null

/** Only a moment in time asks for it, and no field of a form gives one. */
const zone = 'UTC'
