import type { Account } from '../account/read.ts'
import { words } from '../words/mail.ts'
import { escaped, linked } from './html.ts'

export type Footing = { language: 'ja' | 'en'; account: Account; unsubscribeUrl: string }

/**
 * What the law wants in an advertising mail (特定電子メール法 規則7–9条): who sends, that refusal is
 * possible with the link right beside it, postal address and a place for enquiries. Pure.
 */
export function htmlFooter({ language, account, unsubscribeUrl }: Footing): string {
  const say = words[language]
  const link = `<a href="${escaped(unsubscribeUrl)}" style="color:#17603e">${say.unsubscribe}</a>`
  return [...senderLines(language, account).map(linked), `${say.mayStop}${gap(language)}${link}`]
    .map((line) => `${line}<br>\n`)
    .join('')
}

/** The same for the text part. Pure. */
export function textFooter({ language, account, unsubscribeUrl }: Footing): string {
  const say = words[language]
  const lines = [
    ...senderLines(language, account),
    say.mayStop,
    `${say.unsubscribe}${colon(language)}${unsubscribeUrl}`,
  ]
  return `\n\n${RULE}\n${lines.join('\n')}\n`
}

const RULE = '─'.repeat(16)
const gap = (language: 'ja' | 'en') => (language === 'ja' ? '' : ' ')
const colon = (language: 'ja' | 'en') => (language === 'ja' ? '：' : ': ')

function senderLines(language: 'ja' | 'en', { senderName, name, postalAddress, enquiry }: Account) {
  const lines = [senderName || name, postalAddress, enquiry && words[language].enquiry(enquiry)]
  return lines.flatMap((line) => line.split(/\r?\n/)).filter((line) => line.trim() !== '')
}
