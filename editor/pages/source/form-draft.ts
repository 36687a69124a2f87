import type { Source } from './queries.ts'

type FormPage = NonNullable<Source['form']>
type Text = 'title' | 'intro' | 'button' | 'thanks'

/** A form page being edited; fields carry ids so that they can move. */
export type FormDraft = Omit<FormPage, 'fields'> & {
  fields: (FormPage['fields'][number] & { id: number })[]
  checked: boolean
}

export type Act =
  | { type: 'text'; name: Text; value: string }
  | { type: 'language'; language: FormPage['language'] }
  | { type: 'field'; id: number; part: Partial<FormPage['fields'][number]> }
  | { type: 'move'; id: number; by: -1 | 1 }
  | { type: 'remove'; id: number }
  | { type: 'add'; field: FormPage['fields'][number] }
  | { type: 'check' }

/** Pure. */
export const formDraft = (form: FormPage): FormDraft => ({
  ...form,
  fields: form.fields.map((field, id) => ({ ...field, id })),
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
    case 'field':
      return {
        ...draft,
        fields: fields.map((field) => (field.id === act.id ? { ...field, ...act.part } : field)),
      }
    case 'move': {
      const from = fields.findIndex((field) => field.id === act.id)
      const moved = fields[from]
      if (!moved) return draft
      const rest = fields.filter((field) => field.id !== act.id)
      return { ...draft, fields: rest.toSpliced(from + act.by, 0, moved) }
    }
    case 'remove':
      return { ...draft, fields: fields.filter((field) => field.id !== act.id) }
    case 'add': {
      const id = Math.max(-1, ...fields.map((field) => field.id)) + 1
      return { ...draft, fields: [...fields, { ...act.field, id }] }
    }
    case 'check':
      return { ...draft, checked: true }
  }
}

/** What an input's name may be; the server decides. */
const name = /^(?!_)[\p{L}\p{N}_-]{1,64}$/u

/** Texts that are missing and fields that cannot be asked for. Pure. */
export function wrongFields(draft: FormDraft): { texts: Set<Text>; fields: Set<number> } {
  const texts = (['title', 'button', 'thanks'] as const).filter((text) => !draft[text].trim())
  const names = draft.fields.map((field) => field.name.trim())
  const fields = draft.fields.filter(
    (field, index) =>
      !field.label.trim() ||
      !name.test(names[index] ?? '') ||
      names.indexOf(names[index] ?? '') !== index,
  )
  return { texts: new Set(texts), fields: new Set(fields.map((field) => field.id)) }
}

/** The form page to send. Pure. */
export const formOf = ({ checked: _, fields, ...texts }: FormDraft): FormPage => ({
  ...texts,
  fields: fields.map(({ id: _, ...field }) => ({
    ...field,
    name: field.name.trim(),
    label: field.label.trim(),
  })),
})
