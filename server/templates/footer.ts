import type { Account } from '../account/read.ts'
import { words } from '../words/mail.ts'
import { escaped, linked } from './html.ts'

export type Footing = { language: 'ja' | 'en'; account: Account; unsubscribeUrl: string }

/** What the author's own part says already. */
export type Said = {
  body: string
  /** The way out, with words that refusal is possible. */
  optOut: boolean
}

/**
 * What the law wants in an advertising mail (特定電子メール法 規則7–9条): who sends, that refusal is
 * possible with the link right beside it, postal address and a place for enquiries; as far as the mail
 * does not say it itself. Pure.
 */
export function htmlFooter({ language, account, unsubscribeUrl }: Footing, said: Said): string {
  const say = words[language]
  const link = `<a href="${escaped(unsubscribeUrl)}" style="color:#17603e">${say.unsubscribe}</a>`
  const lines = [
    ...senderLines(language, account)
      .filter(({ fact }) => !said.body.includes(escaped(fact)))
      .map(({ line }) => linked(line)),
    ...(said.optOut ? [] : [`${say.mayStop}${gap(language)}${link}`]),
  ]
  return lines.map((line) => `${line}<br>\n`).join('')
}

/** The same for the text part. Pure. */
export function textFooter({ language, account, unsubscribeUrl }: Footing, said: Said): string {
  const say = words[language]
  const lines = [
    ...senderLines(language, account)
      .filter(({ fact }) => !said.body.includes(fact))
      .map(({ line }) => line),
    ...(said.optOut ? [] : [say.mayStop, `${say.unsubscribe}${colon(language)}${unsubscribeUrl}`]),
  ]
  return lines.length > 0 ? `\n\n${RULE}\n${lines.join('\n')}\n` : ''
}

const RULE = '─'.repeat(16)
const gap = (language: 'ja' | 'en') => (language === 'ja' ? '' : ' ')
const colon = (language: 'ja' | 'en') => (language === 'ja' ? '：' : ': ')

/** A line each, with the fact that stands in it. */
function senderLines(language: 'ja' | 'en', { senderName, name, postalAddress, enquiry }: Account) {
  const lines = [senderName || name, ...postalAddress.split(/\r?\n/)]
    .map((line) => ({ fact: line.trim(), line }))
    .concat({ fact: enquiry.trim(), line: words[language].enquiry(enquiry) })
  return lines.filter(({ fact }) => fact !== '')
}
