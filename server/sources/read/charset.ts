import { isUtf8 } from 'node:buffer'

/**
 * Decodes text whose charset may be unsaid or wrongly said. Bytes that are UTF-8 of three or more
 * bytes a character are so by no accident and win over any label; then a label that fits; then the
 * likeliest of what Japanese and Western forms are sent in. Pure.
 * @param declared labels in the order they are believed: content type, `_charset_`
 * @returns the text without a byte order mark, and the charset's WHATWG name
 */
export function decode(
  bytes: Uint8Array,
  ...declared: (string | undefined)[]
): { text: string; charset: string } {
  if (isUtf8(bytes)) {
    const text = decodeAs(bytes, 'utf-8')
    // ISO-2022-JP is all ASCII and told by its escapes.
    if (/\x1b\$[@B]/.test(text)) {
      const mail = strictly(bytes, 'iso-2022-jp')
      if (mail) return mail
    }
    // Two bytes a character could be half-width kana, if the label says so.
    const kana = /[\u0800-\uffff]/.test(text) ? undefined : firstThatFits(bytes, declared)
    return kana && /jis|euc/.test(kana.charset) ? kana : { text, charset: 'utf-8' }
  }
  return firstThatFits(bytes, declared) ?? likeliest(bytes)
}

/** Decodes in a known charset; what is not of it becomes U+FFFD. Pure. */
export const decodeAs = (bytes: Uint8Array, charset: string) =>
  new TextDecoder(charset).decode(bytes)

function firstThatFits(bytes: Uint8Array, declared: (string | undefined)[]) {
  for (const label of declared) {
    const decoded = label && strictly(bytes, label.trim())
    if (decoded) return decoded
  }
}

function strictly(bytes: Uint8Array, label: string): { text: string; charset: string } | undefined {
  try {
    const decoder = new TextDecoder(ALIASES[label.toLowerCase()] ?? label, { fatal: true })
    return { text: decoder.decode(bytes), charset: decoder.encoding }
  } catch {
    // An unknown label, or bytes that are not of this charset.
  }
}

/** Labels that PHP and Windows write and the WHATWG list lacks. */
const ALIASES: Record<string, string | undefined> = {
  cp932: 'shift_jis',
  eucjp: 'euc-jp',
  'eucjp-win': 'euc-jp',
}

const CANDIDATES = ['utf-8', 'shift_jis', 'euc-jp', 'windows-1252']

function likeliest(bytes: Uint8Array): { text: string; charset: string } {
  // Enough to tell by, from where it gets telling.
  const start = bytes.findIndex((byte) => byte > 0x7f)
  const sample = bytes.subarray(start, start + 16_384)
  const charset = CANDIDATES.map((charset) => ({
    charset,
    strange: strangeness(decodeAs(sample, charset), charset),
  })).reduce((best, each) => (each.strange < best.strange ? each : best)).charset
  return { text: decodeAs(bytes, charset), charset }
}

/**
 * How unlike a person's text it is: what could not be decoded weighs most, then half-width kana and
 * the kanji that UTF-8 turns into when it is read as Shift_JIS (縺, 繧, 繝); full-width kana weigh for it.
 */
function strangeness(text: string, charset: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const western = charset === 'windows-1252' ? count(/[^\0-\x7f]/g) : 0
  return (
    4 * count(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g) +
    2 * count(/[\uff61-\uff9f縺繧繝]/g) +
    western -
    count(/[\u3041-\u30fe]/g)
  )
}
