import { type Answer, readAnswer, type Wrong } from '../sources/answers.ts'
import { LONGEST, LONGEST_TEXT } from '../sources/form-page.ts'
import { textOf } from '../sources/leaves.ts'
import { CONSENT, ONCE, TOPIC, TRAP } from '../sources/own-fields.ts'
import type { Fields } from '../sources/read/fields.ts'
import type { FormField, FormPage } from '../sources/table.ts'
import { words } from '../words/form.ts'

/** What somebody typed into a form page, with what is wrong in it. */
export type Entry = {
  /** By field; several of one name are several choices. */
  values: Record<string, string[]>
  consent: boolean
  /** Ids of the topics whose boxes are ticked. */
  topics: Set<string>
  /** A sentence for each field that needs a correction, in the order of the page. */
  wrong: Map<string, string>
  /** A machine filled in what people do not see. */
  trapped: boolean
  /** The page it was typed into; null when it does not say. */
  once: string | null
}

/** A form as it opens: hidden fields hold what the page's address says, or what is usual. Pure. */
export const freshEntry = (form: FormPage, said: (name: string) => string | undefined): Entry => ({
  values: Object.fromEntries(
    form.fields
      .filter(({ type }) => type === 'hidden')
      .map(({ name, value }) => [name, [(said(name) ?? value).slice(0, LONGEST)]]),
  ),
  consent: false,
  topics: new Set(),
  wrong: new Map(),
  trapped: false,
  once: null,
})

/** Pure. */
export function readEntry(form: FormPage, fields: Fields, language: 'ja' | 'en'): Entry {
  const values = Object.fromEntries(form.fields.map(({ name }) => [name, textsOf(fields[name])]))
  const wrong = new Map<string, string>()
  for (const field of form.fields) {
    const answer = readAnswer(field, fields[field.name])
    if (answer.wrong) wrong.set(field.name, sentence(field, { wrong: answer.wrong, language }))
  }
  const once = textOf(fields[ONCE])
  return {
    values,
    consent: fields[CONSENT] === 'given',
    topics: new Set(textsOf(fields[TOPIC])),
    wrong,
    trapped: textOf(fields[TRAP]) !== null,
    once: once && /^[\w-]{16,64}$/.test(once) ? once : null,
  }
}

const textsOf = (value: Fields[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((each) => textOf(each) ?? [])

function sentence(
  { label, type }: FormField,
  { wrong, language }: { wrong: NonNullable<Answer['wrong']>; language: 'ja' | 'en' },
): string {
  const say = words[language]
  const sentences: Record<Wrong, string> = {
    missing: type === 'choice' || type === 'choices' ? say.notChosen(label) : say.missing(label),
    'too-long': say.tooLong(type === 'long' ? LONGEST_TEXT : LONGEST),
    'email-impossible': say.emailImpossible,
    'kana-impossible': say.kanaImpossible,
    'number-impossible': say.numberImpossible,
    'date-impossible': say.dateImpossible,
    'choice-unknown': say.choiceUnknown,
  }
  return sentences[wrong]
}
