import { domainToASCII } from 'node:url'

export type Address = {
  /** As given, repaired of typing and pasting accidents; the domain in lower case. */
  email: string
  /** For matching: lower case, a quoted local part unquoted, the domain in punycode. */
  key: string
}

/**
 * Reads what somebody typed or a form sent as an e-mail address. Pure.
 * @returns null when no mail server could take mail for it (RFC 5321 §4.1.2, §4.5.3.1), an address
 *   that needs SMTPUTF8 included
 */
export function readAddress(text: string): Address | null {
  const repaired = repair(text)
  const at = repaired.lastIndexOf('@')
  const local = repaired.slice(0, at)
  const domain = repaired.slice(at + 1).toLowerCase()
  const host = asciiDomain(domain)
  if (at < 1 || host === null || !isPossibleLocal(local, host)) return null
  // The path with its brackets is 256 octets at most.
  if (`${local}@${host}`.length > 254) return null
  return { email: `${local}@${domain}`, key: `${unquoted(local).toLowerCase()}@${host}` }
}

/** The part before the last @, unquoted: what stands for a name when there is none. Pure. */
export const localPart = (email: string) => unquoted(email.slice(0, email.lastIndexOf('@')))

/** Full-width ASCII to half width, invisible characters away, `Name <a@b>` to `a@b`. Pure. */
export function repair(text: string): string {
  const narrow = text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .trim()
  const bracketed = /^[^<>]*<([^<>]+)>$/.exec(narrow)?.[1] ?? narrow
  return bracketed.replace(/^mailto:/i, '').trim()
}

/** Soft hyphen, zero-width and bidi marks, word joiner, byte order mark: pasted along unseen. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/**
 * Before 2009 Japanese carriers gave out addresses with dots in a row or before the @, which
 * RFC 5321 wants quoted. They are in use to this day.
 */
const CARRIERS =
  /^(docomo\.ne\.jp|([a-z0-9]+\.)?ezweb\.ne\.jp|au\.com|uqmobile\.jp|softbank\.ne\.jp|i\.softbank\.jp|[dhtckrnsq]\.vodafone\.ne\.jp|disney\.ne\.jp|ymobile\.ne\.jp|willcom\.com|emnet\.ne\.jp|rakumail\.jp)$/

const ATEXT = "[a-z0-9!#$%&'*+/=?^_`{|}~-]"
const DOT_ATOM = new RegExp(`^${ATEXT}+(\\.${ATEXT}+)*$`, 'i')
const OLD_CARRIER = new RegExp(`^${ATEXT}(\\.|${ATEXT})*$`, 'i')
// Quoted only for its dots: a quoted @, space or bracket is how addresses are smuggled past checks.
const QUOTED = new RegExp(`^"(\\.|${ATEXT})+"$`, 'i')

function isPossibleLocal(local: string, host: string): boolean {
  if (local.length > 64) return false
  return (
    DOT_ATOM.test(local) || QUOTED.test(local) || (CARRIERS.test(host) && OLD_CARRIER.test(local))
  )
}

const unquoted = (local: string) => (QUOTED.test(local) ? local.slice(1, -1) : local)

/** The domain as DNS knows it, or null: at least two labels, no address literal, no number as TLD. */
function asciiDomain(domain: string): string | null {
  // domainToASCII is a URL's host parser: it would read percent signs and numbers its own way.
  if (!/^[a-z0-9.\u0080-\u{10ffff}-]+$/u.test(domain)) return null
  const host = /^[a-z0-9.-]+$/.test(domain) ? domain : domainToASCII(domain)
  if (host.length > 253 || !host.includes('.')) return null
  const labels = host.split('.')
  if (!labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))) return null
  return /^\d+$/.test(labels.at(-1)!) ? null : host
}
