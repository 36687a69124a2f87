import { oneLine } from '../clean.ts'
import { displayName } from '../contacts/name.ts'
import { htmlFooter, textFooter } from './footer.ts'
import { htmlOfText, page } from './html.ts'
import { fill, type Prepared } from './render.ts'
import { type About, scopeOf } from './scope.ts'
import { type PartName, type Parts, templateOf, within } from './template.ts'
import { textOfHtml } from './text.ts'

export type Composing = About & {
  /** Names unchanging texts for the cache, e.g. `12/send-1`; null: texts seen only once. */
  key: string | null
  parts: Parts
  class: 'advertising' | 'transactional'
  journey: { id: number; name: string }
  nodeId: string
  /** Message-ID without brackets. */
  headerId: string
}

/** A mail as nodemailer takes it. */
export type Mail = {
  subject: string
  html: string
  text: string
  from: Address
  to: Address
  replyTo?: string
  headers: Record<string, string | { prepared: true; value: string }>
  messageId: string
  /** The contact's values that stand in it, by field; for our own records, not for the wire. */
  merged: Record<string, string>
}

export type Address = { name: string; address: string }

/**
 * Renders one person's mail. The bodies are whole: each part is made from the other where the author
 * left it empty, and what the law wants in an advertising mail follows where the author has not said it.
 * Pure but for the cache of parsed texts.
 * @throws LiquidProblem where a text cannot be read or filled
 */
export function compose(input: Composing): Mail {
  const { key, parts, account, contact, unsubscribeUrl } = input
  const template = templateOf(key, parts)
  const scope = scopeOf(input)
  const language = contact.language ?? account.language
  const footing = { language, account, unsubscribeUrl }
  const advertising = input.class === 'advertising'

  const filled = (part: PartName, prepared: Prepared | null) =>
    prepared && within(part, () => fill(prepared, scope))
  const subject = oneLine(filled('subject', template.subject) ?? '')
  const preheader = oneLine(filled('preheader', template.preheader) ?? '')
  const ownHtml = filled('html', template.html)
  const filledText = filled('text', template.text) ?? textOfHtml(ownHtml ?? '')
  const ownText = template.textIsMade ? filledText.replace(/\n{3,}/g, '\n\n') : filledText
  const shown = ownHtml === null || template.textIsMade ? ownText : textOfHtml(ownHtml)
  const html = page(ownHtml ?? htmlOfText(ownText), {
    language,
    title: subject,
    preheader,
    footer: advertising ? htmlFooter(footing, { text: shown, optOut: template.optsOut.html }) : '',
  })
  const text =
    ownText.trim() +
    (advertising ? textFooter(footing, { text: ownText, optOut: template.optsOut.text }) : '')
  return {
    subject,
    html,
    text,
    from: { name: oneLine(account.senderName), address: account.senderAddress },
    to: {
      name: oneLine(displayName(contact.attributes, '', language)),
      address: contact.email,
    },
    ...(account.replyTo && { replyTo: account.replyTo }),
    headers: headersOf(input),
    messageId: `<${input.headerId}>`,
    merged: mergedOf(template.fields, scope.contact),
  }
}

/**
 * List-Unsubscribe goes out as one prepared field and its -Post beside it (RFC 8058): nodemailer's own
 * `list` option writes two fields and breaks the second. Neither stands in a mail that is no advertising.
 */
function headersOf({ class: kind, journey, nodeId, account, unsubscribeUrl }: Composing) {
  const domain = domainOf(account.senderAddress)
  // Google's feedback loop: three names of ours, then who sends (5 to 15 characters).
  const feedback = [journey.id, nodeId.replaceAll(':', '-'), kind, 'tobiishi'].join(':')
  const headers: Mail['headers'] = { 'Feedback-ID': feedback }
  if (kind === 'transactional') return headers
  return {
    ...headers,
    'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` } as const,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': { prepared: true, value: `<journey-${journey.id}.${domain}>` } as const,
  }
}

function mergedOf(fields: string[], contact: Record<string, unknown>): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const field of fields) {
    const value = Object.hasOwn(contact, field) ? contact[field] : null
    if (value !== null && value !== '') merged[field] = String(value).slice(0, 200).toWellFormed()
  }
  return merged
}

/** The part behind the last @. Pure. */
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
