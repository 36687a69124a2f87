import type { Account } from '../account/read.ts'
import { words } from '../words/mail.ts'
import { escaped, linked } from './html.ts'
import { states } from './states.ts'

export type Footing = { language: 'ja' | 'en'; account: Account; unsubscribeUrl: string }

/** What the author's own part says already, as a reader sees it. */
export type Said = {
  text: string
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
    ...senderLines(language, account, said.text).map(linked),
    ...(said.optOut ? [] : [`${say.mayStop}${gap(language)}${link}`]),
  ]
  return lines.map((line) => `${line}<br>\n`).join('')
}

/** The same for the text part. Pure. */
export function textFooter({ language, account, unsubscribeUrl }: Footing, said: Said): string {
  const say = words[language]
  const lines = [
    ...senderLines(language, account, said.text),
    ...(said.optOut ? [] : [say.mayStop, `${say.unsubscribe}${colon(language)}${unsubscribeUrl}`]),
  ]
  return lines.length > 0 ? `\n\n${RULE}\n${lines.join('\n')}\n` : ''
}

const RULE = '─'.repeat(16)
const gap = (language: 'ja' | 'en') => (language === 'ja' ? '' : ' ')
const colon = (language: 'ja' | 'en') => (language === 'ja' ? '：' : ': ')

/** Who sends, where, and where to ask: each whole, or not at all where it is said already. */
function senderLines(
  language: 'ja' | 'en',
  { senderName, name, postalAddress, enquiry }: Account,
  said: string,
): string[] {
  const facts = [
    { parts: [senderName || name], line: (part: string) => part },
    { parts: postalAddress.split(/\r?\n/), line: (part: string) => part },
    { parts: [enquiry], line: words[language].enquiry },
  ]
  return facts.flatMap(({ parts, line }) => {
    const there = parts.map((part) => part.trim()).filter((part) => part !== '')
    return there.every((part) => states(said, part)) ? [] : there.map(line)
  })
}
