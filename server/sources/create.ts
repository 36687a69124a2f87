import { randomBytes } from 'node:crypto'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { words } from '../words/form.ts'
import { EMAIL, formPageSchema, type NewFormPage } from './form-page.ts'
import { freezeForm } from './form-versions.ts'
import { type FormPage, type Site, sources } from './table.ts'

export type NewSource = {
  name: string
  kind: (typeof sources.$inferSelect)['kind']
  /** Websites: the first page that may post. */
  site?: Site
  /** '' : no consent is recorded. */
  consentWording: string
  /** Only for a form page; without it the page asks for name and address. */
  form?: NewFormPage
  /** Of the texts that are made when `form` is missing. */
  language?: 'ja' | 'en'
  actor: string
}

/** A new door. Its key is all that opens it: 192 random bits. */
export async function createSource(
  tx: Tx,
  { name, kind, consentWording, form, site, language = 'ja', actor }: NewSource,
): Promise<{ id: number; key: string }> {
  const key = randomBytes(24).toString('base64url')
  const page = kind === 'form' ? (form ? formPageSchema.parse(form) : plainForm(language)) : null
  // Whatever else a form asks for, its own field holds the address.
  const mapping = kind === 'form' ? { email: EMAIL } : {}
  const [row] = await tx
    .insert(sources)
    .values({
      name,
      kind,
      key,
      consentWording,
      mapping,
      form: page,
      site: kind === 'site' ? (site ?? NO_SITE) : null,
    })
    .returning({ id: sources.id })
  const { id } = row!
  if (page) await freezeForm(tx, { sourceId: id, form: page, consentWording, actor })
  await record(tx, {
    actor,
    action: 'source.created',
    subject: `source:${id}`,
    detail: { name, kind },
  })
  return { id, key }
}

const NO_SITE: Site = { origins: [], trustsAddresses: false }

/** A form page that asks for name and address. Pure. */
export function plainForm(language: 'ja' | 'en'): FormPage {
  const { title, intro, button, thanks, lastName, firstName, email } = words[language]
  const names = [
    { name: 'last_name', label: lastName, required: false, attribute: 'last_name' },
    { name: 'first_name', label: firstName, required: false, attribute: 'first_name' },
  ]
  const fields = [
    ...(language === 'ja' ? names : names.toReversed()),
    { name: EMAIL, label: email, required: true },
  ]
  return formPageSchema.parse({ title, intro, button, thanks, language, fields })
}
