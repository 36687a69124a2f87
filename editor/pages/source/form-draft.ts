import type { Source } from './queries.ts'

export type FormPage = NonNullable<Source['form']>
export type Field = FormPage['fields'][number]
export type Text = 'title' | 'intro' | 'button' | 'thanks' | 'redirect' | 'consent'
/** What can be wrong besides the fields. */
export type Part = Text | 'topics'

/** A form page being edited; fields carry ids so that they can move. */
export type FormDraft = Omit<FormPage, 'fields'> & {
  consent: string
  fields: (Field & { id: number })[]
  /** The field whose details are in sight. */
  open: number | null
  checked: boolean
}

export type Act =
  | { type: 'text'; name: Text; value: string }
  | { type: 'language'; language: FormPage['language'] }
  | { type: 'field'; id: number; part: Partial<Field> }
  | { type: 'open'; id: number | null }
  | { type: 'move'; id: number; by: -1 | 1 }
  | { type: 'drop'; id: number; onto: number }
  | { type: 'remove'; id: number }
  | { type: 'add'; field: Field }
  | { type: 'topics'; topics: FormPage['topics'] }
  | { type: 'check' }

/** Pure. */
export const formDraft = ({ form, consent }: { form: FormPage; consent: string }): FormDraft => ({
  ...form,
  consent,
  fields: form.fields.map((field, id) => ({ ...field, id })),
  open: null,
  checked: false,
})

/** Pure. */
export function reduceForm(draft: FormDraft, act: Act): FormDraft {
  const { fields } = draft
  switch (act.type) {
    case 'text':
      return { ...draft, [act.name]: act.value }
    case 'language':
      return { ...draft, language: act.language }
    case 'topics':
      return { ...draft, topics: act.topics }
    case 'open':
      return { ...draft, open: act.id }
    case 'field':
      return {
        ...draft,
        fields: fields.map((field) => (field.id === act.id ? { ...field, ...act.part } : field)),
      }
    case 'move':
      return { ...draft, fields: moved(fields, act.id, placeOf(fields, act.id) + act.by) }
    case 'drop':
      return { ...draft, fields: moved(fields, act.id, placeOf(fields, act.onto)) }
    case 'remove':
      return { ...draft, fields: fields.filter((field) => field.id !== act.id) }
    case 'add': {
      const id = Math.max(-1, ...fields.map((field) => field.id)) + 1
      const field = { ...act.field, name: freeName(act.field.name, fields), id }
      return { ...draft, fields: [...fields, field], open: id }
    }
    case 'check':
      return { ...draft, checked: true }
  }
}

type Placed = FormDraft['fields']

const placeOf = (fields: Placed, id: number) => fields.findIndex((field) => field.id === id)

function moved(fields: Placed, id: number, to: number): Placed {
  const field = fields[placeOf(fields, id)]
  if (!field || to < 0 || to >= fields.length) return fields
  return fields.filter((each) => each.id !== id).toSpliced(to, 0, field)
}

function freeName(wanted: string, fields: Placed): string {
  const taken = new Set(fields.map(({ name }) => name))
  if (wanted === '' || !taken.has(wanted)) return wanted
  let n = 2
  while (taken.has(`${wanted}_${n}`)) n++
  return `${wanted}_${n}`
}

/** What an input's name may be; the server decides. */
const name = /^(?!_)[\p{L}\p{N}_-]{1,64}$/u
const attribute = /^(?!__proto__$)[\p{L}\p{N}_]{1,64}$/u

/** Texts that are missing and fields that cannot be asked for. Pure. */
export function wrongFields(draft: FormDraft): { texts: Set<Part>; fields: Set<number> } {
  const texts: Part[] = (['title', 'button', 'thanks'] as const).filter(
    (text) => !draft[text].trim(),
  )
  if (!isWebAddress(draft.redirect)) texts.push('redirect')
  if (draft.topics.some(({ label }) => !label.trim())) texts.push('topics')
  const names = draft.fields.map((field) => field.name.trim())
  const kept = draft.fields.flatMap((field) => field.attribute ?? [])
  const fields = draft.fields.filter(
    (field, index) =>
      !field.label.trim() ||
      !name.test(names[index] ?? '') ||
      names.indexOf(names[index] ?? '') !== index ||
      (asksChoice(field.type) && field.choices.length === 0) ||
      (field.attribute !== null &&
        (!attribute.test(field.attribute) ||
          kept.filter((each) => each === field.attribute).length > 1)),
  )
  return { texts: new Set(texts), fields: new Set(fields.map((field) => field.id)) }
}

const isWebAddress = (text: string) =>
  text.trim() === '' || (URL.canParse(text.trim()) && /^https?:/.test(text.trim()))

/** Pure. */
export const asksChoice = (type: Field['type']) => type === 'choice' || type === 'choices'

/** The form page to send. Pure. */
export const formOf = ({
  checked: _,
  open: __,
  consent: ___,
  fields,
  ...texts
}: FormDraft): FormPage => ({
  ...texts,
  redirect: texts.redirect.trim(),
  fields: fields.map(({ id: _, ...field }) => ({
    ...field,
    name: field.name.trim(),
    label: field.label.trim(),
    required: field.type !== 'hidden' && field.required,
  })),
})

/** Choices as lines: `label`, or `value=label`. Pure. */
export const linesOf = (choices: Field['choices']) =>
  choices.map(({ value, label }) => (value === label ? label : `${value}=${label}`)).join('\n')

/** Pure. */
export function choicesOf(lines: string): Field['choices'] {
  const choices = lines.split('\n').flatMap((line) => {
    const [value = '', ...rest] = line.trim().split('=')
    const label = rest.join('=').trim() || value.trim()
    return value.trim() ? [{ value: value.trim(), label }] : []
  })
  return choices.filter((each, n) => choices.findIndex(({ value }) => value === each.value) === n)
}
