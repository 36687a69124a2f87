import { cleanText } from '../clean.ts'

/** What became of one hand-over. `reply` is the next server's own words. */
export type Answer =
  | { type: 'sent'; reply: string }
  | { type: 'caught'; reply: string }
  /** This mail to this address is refused for good. */
  | { type: 'rejected'; reason: string; reply: string | null }
  /** Not taken, may be tried again; `host`: the server itself is in the way, not this mail. */
  | { type: 'deferred'; reason: string; host: boolean; reply: string | null }
  /** The connection went after the whole mail had gone out: nobody can say whether it was taken. */
  | { type: 'unknown'; reason: string; reply: null }

/** What nodemailer tells of a failure. */
export type Failure = Error & {
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

/**
 * Reads a failure. nodemailer reports a connection lost before and after the final dot with the same
 * error, so the caller says whether the mail was read to its end. Pure.
 */
export function answerOf(failure: Failure, readToEnd: boolean): Answer {
  const { code, command = '', responseCode, response } = failure
  const reply = response ? tidy(response) : null
  if (responseCode) {
    if (responseCode === 421) return { type: 'deferred', reason: 'relay-busy', host: true, reply }
    if (command.startsWith('AUTH')) return later('login-refused', reply)
    if (command === 'STARTTLS') return later('no-tls', reply)
    // A greeting or EHLO refused, whatever the code (RFC 5321 3.1, 4.2.3): it concerns us, nobody's address.
    if (command !== 'MAIL FROM' && command !== 'RCPT TO' && command !== 'DATA') {
      return later('relay-refused', reply)
    }
    if (responseCode < 500) return { type: 'deferred', reason: 'temporary', host: false, reply }
    // A refused sender is ours to mend, except that 552 finds this very mail too large.
    if (command === 'MAIL FROM' && responseCode !== 552) return later('sender-refused', reply)
    return { type: 'rejected', reason: 'refused', reply }
  }
  if (readToEnd) return { type: 'unknown', reason: 'connection-lost', reply: null }
  // Raised before anything is said to the server: nodemailer cannot write such an address.
  if (code === 'EENVELOPE') return { type: 'rejected', reason: 'address-impossible', reply: null }
  if (code === 'EAUTH') return later('login-refused', tidy(failure.message))
  if (code === 'ETLS') return later('no-tls', tidy(failure.message))
  return later('no-connection', tidy(failure.message))
}

const later = (reason: string, reply: string | null): Answer => ({
  type: 'deferred',
  reason,
  host: true,
  reply,
})

/** A reply as it is kept: one that any column can hold, at most 1,000 characters. Pure. */
export const tidy = (reply: string) =>
  cleanText(reply.slice(0, 1000))
    .replace(/\s*\r?\n\s*/g, ' ')
    .trim()
