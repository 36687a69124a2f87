import { randomBytes } from 'node:crypto'
import { html, raw } from 'hono/html'
import { CONSENT, LANGUAGE, ONCE, TOPIC, TRAP, VERSION } from '../sources/own-fields.ts'
import type { FormPage } from '../sources/table.ts'
import { words as confirmWords } from '../words/confirm.ts'
import { words } from '../words/form.ts'
import type { Entry } from './entry.ts'
import { type Around, type Content, inputOf } from './inputs.ts'

type Language = 'ja' | 'en'

export type Shown = {
  form: FormPage
  consentWording: string
  /** Which version of the form this is; null: it was never saved. */
  versionId: number | null
  language: Language
}

/** The form itself, with what was typed and what is wrong in it. */
export function formContent(shown: Shown, entry: Entry): Content {
  const { form, consentWording, versionId, language } = shown
  const say = words[language]
  const theirs = speaking(form, language)
  const { wrong } = entry
  const firstWrong = form.fields.find(({ name }) => wrong.has(name))?.name
  const around = { entry, language, theirs }
  return html`<div class="card">
<h1${theirs}>${form.title}</h1>
${form.intro ? html`<p class="intro"${theirs}>${form.intro}</p>` : ''}
${wrong.size > 0 ? html`<p class="summary" role="alert">${say.someWrong(wrong.size)}</p>` : ''}
<form method="post" accept-charset="utf-8" novalidate>
<input type="hidden" name="${LANGUAGE}" value="${language}">
<input type="hidden" name="${VERSION}" value="${versionId ?? ''}">
<input type="hidden" name="${ONCE}" value="${entry.once ?? randomBytes(16).toString('base64url')}">
<div class="trap" aria-hidden="true"><label>${say.trap} <input type="text" name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>
${form.fields.map((field) => inputOf(field, { ...around, focus: field.name === firstWrong }))}
${consentWording ? consentBox(consentWording, around) : ''}
${form.topics.length > 0 ? topicBoxes(form.topics, around) : ''}
<button type="submit"${theirs}>${form.button}</button>
</form>
</div>`
}

/** What is shown when it was received. `from`: the domain that will write. */
export function thanksContent(
  form: FormPage,
  { language, from }: { language: Language; from: string },
): Content {
  const say = words[language]
  return html`<div class="card" role="status">
<h1>${say.thanksTitle}</h1>
<p class="intro"${speaking(form, language)}>${form.thanks}</p>
${from ? html`<p class="note">${say.carrierNote(from)}</p>` : ''}
</div>`
}

/** What is shown to whoever is asked by mail first: the same whether the address is known or not. */
export function askedContent({
  language,
  from,
  hours,
}: {
  language: Language
  from: string
  hours: number
}): Content {
  const say = confirmWords[language]
  return html`<div class="card" role="status">
<h1>${say.askedTitle}</h1>
<p class="intro">${say.asked}</p>
<p class="note">${say.askedHint(hours)}${from ? ` ${words[language].carrierNote(from)}` : ''}</p>
</div>`
}

function consentBox(wording: string, { entry, language, theirs }: Around): Content {
  return html`<div class="field">
<label class="check"><input type="checkbox" name="${CONSENT}" value="given" aria-describedby="consent-note"${entry.consent ? raw(' checked') : ''}><span${theirs}>${wording}</span></label>
<p class="note" id="consent-note">${words[language].consentNote}</p>
</div>`
}

function topicBoxes(topics: FormPage['topics'], { entry, language, theirs }: Around): Content {
  return html`<fieldset class="field">
<legend>${words[language].topics}</legend>
${topics.map(
  ({ id, label }) =>
    html`<label class="check"><input type="checkbox" name="${TOPIC}" value="${id}"${entry.topics.has(String(id)) ? raw(' checked') : ''}><span${theirs}>${label}</span></label>`,
)}
</fieldset>`
}

/** The owner's texts have their own language. */
const speaking = (form: FormPage, language: Language) =>
  form.language === language ? '' : html` lang="${form.language}"`
