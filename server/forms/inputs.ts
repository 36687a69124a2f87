import { html, raw } from 'hono/html'
import { LONGEST, LONGEST_TEXT } from '../sources/form-page.ts'
import type { FormField } from '../sources/table.ts'
import { words } from '../words/form.ts'
import type { Entry } from './entry.ts'

export type Content = ReturnType<typeof html>
export type Around = {
  entry: Entry
  language: 'ja' | 'en'
  /** Marks the owner's texts where they are in the other language. */
  theirs: Content | string
}

/** One question of a form, with what was answered and what is wrong in it. */
export function inputOf(field: FormField, around: Around & { focus: boolean }): Content {
  if (field.type === 'hidden') {
    const [value = ''] = around.entry.values[field.name] ?? []
    return html`<input type="hidden" name="${field.name}" value="${value}">`
  }
  const grouped = field.type === 'choices' || (field.type === 'choice' && field.look === 'radio')
  return grouped ? groupOf(field, around) : singleOf(field, around)
}

type Asking = Around & { focus: boolean }

function singleOf(field: FormField, around: Asking): Content {
  const { name, label } = field
  const { theirs } = around
  const id = `field-${name}`
  return html`<div class="field">
<label for="${id}"${theirs}>${label}${optional(field, around)}</label>
${helpOf(field, around)}
${controlOf(field, { ...around, id })}
${wrongOf(field, around)}
</div>`
}

function controlOf(field: FormField, { id, ...around }: Asking & { id: string }): Content {
  const { name, type, choices } = field
  const [value = ''] = around.entry.values[name] ?? []
  const state = html`${field.required ? raw(' required') : ''}${described(field, around)}${around.focus ? raw(' autofocus') : ''}`
  if (type === 'long') {
    return html`<textarea id="${id}" name="${name}" rows="5" maxlength="${LONGEST_TEXT}"${state}>${value}</textarea>`
  }
  if (type === 'choice') {
    const none = words[around.language].choose
    return html`<select id="${id}" name="${name}"${state}><option value="">${none}</option>${choices.map(
      (each) =>
        html`<option value="${each.value}"${around.theirs}${each.value === value ? raw(' selected') : ''}>${each.label}</option>`,
    )}</select>`
  }
  return html`<input id="${id}" name="${name}" value="${value}" maxlength="${LONGEST}"${attributesOf(field)}${state}>`
}

/** Buttons or boxes under one question. */
function groupOf(field: FormField, around: Asking): Content {
  const { name, label, type, choices } = field
  const chosen = new Set(around.entry.values[name])
  const kind = type === 'choices' ? 'checkbox' : 'radio'
  const needed = kind === 'radio' && field.required ? raw(' required') : ''
  return html`<fieldset class="field"${described(field, around)}>
<legend${around.theirs}>${label}${optional(field, around)}</legend>
${helpOf(field, around)}
${choices.map(
  (each, n) =>
    html`<label class="check"><input type="${kind}" name="${name}" value="${each.value}"${needed}${chosen.has(each.value) ? raw(' checked') : ''}${around.focus && n === 0 ? raw(' autofocus') : ''}><span${around.theirs}>${each.label}</span></label>`,
)}
${wrongOf(field, around)}
</fieldset>`
}

const optional = ({ required }: FormField, { language }: Around) =>
  required ? '' : html`<span class="optional" lang="${language}">${words[language].optional}</span>`

const helpOf = ({ name, help }: FormField, { theirs }: Around) =>
  help ? html`<p class="help" id="field-${name}-help"${theirs}>${help}</p>` : ''

function wrongOf({ name }: FormField, { entry }: Around) {
  const problem = entry.wrong.get(name)
  return problem ? html`<p class="wrong" id="field-${name}-wrong">${problem}</p>` : ''
}

function described({ name, help }: FormField, { entry }: Around) {
  const wrong = entry.wrong.has(name)
  const ids = [wrong && `field-${name}-wrong`, help && `field-${name}-help`].filter(Boolean)
  const by = ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : ''
  return html`${wrong ? raw(' aria-invalid="true"') : ''}${by}`
}

/** Lets browsers fill in what they know, and phones show the right keys. */
const attributesOf = ({ name, type }: FormField) =>
  raw(Object.hasOwn(BY_NAME, name) ? BY_NAME[name]! : (BY_TYPE[type] ?? ' type="text"'))

const EMAIL_INPUT =
  ' type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false"'
const PHONE_INPUT = ' type="tel" inputmode="tel" autocomplete="tel"'

const BY_TYPE: Partial<Record<FormField['type'], string>> = {
  email: EMAIL_INPUT,
  tel: PHONE_INPUT,
  // Not type="number": a wheel changes it, and full-width digits are refused without a word.
  number: ' type="text" inputmode="decimal"',
  date: ' type="date"',
}

const BY_NAME: Record<string, string> = {
  email: EMAIL_INPUT,
  last_name: ' type="text" autocomplete="family-name"',
  first_name: ' type="text" autocomplete="given-name"',
  name: ' type="text" autocomplete="name"',
  company: ' type="text" autocomplete="organization"',
  tel: PHONE_INPUT,
  phone: PHONE_INPUT,
  postal_code: ' type="text" inputmode="numeric" autocomplete="postal-code"',
}
