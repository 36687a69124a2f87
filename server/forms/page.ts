import { randomBytes } from 'node:crypto'
import { html, raw } from 'hono/html'
import { EMAIL } from '../sources/form-page.ts'
import { CONSENT, LANGUAGE, ONCE, TRAP } from '../sources/own-fields.ts'
import type { FormPage } from '../sources/table.ts'
import { words } from '../words/form.ts'
import { type Entry, LONGEST } from './entry.ts'

type Language = 'ja' | 'en'
type Content = ReturnType<typeof html>

/** The form itself, with what was typed and what is wrong in it. */
export function formContent(
  form: FormPage,
  { consentWording, language, entry }: { consentWording: string; language: Language; entry: Entry },
): Content {
  const say = words[language]
  const theirs = speaking(form, language)
  const { wrong } = entry
  const firstWrong = form.fields.find(({ name }) => wrong.has(name))?.name
  return html`<div class="card">
<h1${theirs}>${form.title}</h1>
${form.intro ? html`<p class="intro"${theirs}>${form.intro}</p>` : ''}
${wrong.size > 0 ? html`<p class="summary" role="alert">${say.someWrong(wrong.size)}</p>` : ''}
<form method="post" accept-charset="utf-8" novalidate>
<input type="hidden" name="${LANGUAGE}" value="${language}">
<input type="hidden" name="${ONCE}" value="${entry.once ?? randomBytes(16).toString('base64url')}">
<div class="trap" aria-hidden="true"><label>${say.trap} <input type="text" name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>
${form.fields.map((field) => inputOf(field, { entry, language, theirs, focus: field.name === firstWrong }))}
${consentWording ? consentBox(consentWording, { entry, language, theirs }) : ''}
<button type="submit"${theirs}>${form.button}</button>
</form>
</div>`
}

/** What is shown when it was received. */
export function thanksContent(form: FormPage, language: Language): Content {
  const say = words[language]
  return html`<div class="card" role="status">
<h1>${say.thanksTitle}</h1>
<p class="intro"${speaking(form, language)}>${form.thanks}</p>
${say.carrierNote ? html`<p class="note">${say.carrierNote}</p>` : ''}
</div>`
}

type Around = { entry: Entry; language: Language; theirs: Content | string }

function inputOf(
  { name, label, required }: FormPage['fields'][number],
  { entry, language, theirs, focus }: Around & { focus: boolean },
): Content {
  const problem = entry.wrong.get(name)
  const id = `field-${name}`
  const needed = required || name === EMAIL
  return html`<div class="field">
<label for="${id}"${theirs}>${label}${needed ? '' : html`<span class="optional" lang="${language}">${words[language].optional}</span>`}</label>
<input id="${id}" name="${name}" value="${entry.values[name] ?? ''}" maxlength="${LONGEST}"${attributesOf(name)}${needed ? raw(' required') : ''}${problem ? html` aria-invalid="true" aria-describedby="${id}-wrong"` : ''}${focus ? raw(' autofocus') : ''}>
${problem ? html`<p class="wrong" id="${id}-wrong">${problem}</p>` : ''}
</div>`
}

function consentBox(wording: string, { entry, language, theirs }: Around): Content {
  return html`<div class="field">
<label class="check"><input type="checkbox" name="${CONSENT}" value="given" aria-describedby="consent-note"${entry.consent ? raw(' checked') : ''}><span${theirs}>${wording}</span></label>
<p class="note" id="consent-note">${words[language].consentNote}</p>
</div>`
}

/** The owner's texts have their own language. */
const speaking = (form: FormPage, language: Language) =>
  form.language === language ? '' : html` lang="${form.language}"`

/** Lets browsers fill in what they know, and phones show the right keys. */
const attributesOf = (name: string) => raw(ATTRIBUTES[name] ?? ' type="text"')

const ATTRIBUTES: Record<string, string | undefined> = Object.assign(Object.create(null), {
  [EMAIL]:
    ' type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false"',
  last_name: ' type="text" autocomplete="family-name"',
  first_name: ' type="text" autocomplete="given-name"',
  name: ' type="text" autocomplete="name"',
  company: ' type="text" autocomplete="organization"',
  tel: ' type="tel" inputmode="tel" autocomplete="tel"',
  phone: ' type="tel" inputmode="tel" autocomplete="tel"',
  postal_code: ' type="text" inputmode="numeric" autocomplete="postal-code"',
})
