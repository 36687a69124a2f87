import type { Part } from './form.ts'
import { MOST_FIELDS, tooMany } from './unreadable.ts'

/**
 * `a=1&b=2` as bytes, percent signs undone; a broken escape stays as it stands. Pure.
 * @throws Unreadable
 */
export function urlencoded(body: Uint8Array): Part[] {
  const pairs = Buffer.from(body).toString('latin1').trim().split('&').filter(Boolean)
  if (pairs.length > MOST_FIELDS) throw tooMany()
  return pairs.map((pair) => {
    const equals = pair.indexOf('=')
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    return { name: unescaped(name), value: unescaped(value) }
  })
}

function unescaped(text: string): Uint8Array {
  const plain = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
