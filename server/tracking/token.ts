import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/**
 * The short link of one link in one mail: both numbers, sealed with 96 bits of HMAC-SHA256. Nobody can
 * make one that leads elsewhere, nor click in another's name. Pure.
 */
export const clickToken = (secret: string, messageId: number, linkId: number): string =>
  tokenOf(secret, 'click', [messageId, linkId])

/** What a link's token stands for, or null for anything we have not made. Pure. */
export function readClickToken(secret: string, token: string) {
  const numbers = read(secret, 'click', token, 2)
  return numbers && { messageId: numbers[0]!, linkId: numbers[1]! }
}

/** The token of a mail's open pixel. Pure. */
export const openToken = (secret: string, messageId: number): string =>
  tokenOf(secret, 'open', [messageId])

/** The mail whose pixel this is, or null. Pure. */
export const readOpenToken = (secret: string, token: string): number | null =>
  read(secret, 'open', token, 1)?.[0] ?? null

function tokenOf(secret: string, purpose: string, numbers: number[]): string {
  const bytes = Buffer.allocUnsafe(NUMBER_BYTES * numbers.length + SEAL_BYTES)
  for (const [n, number] of numbers.entries()) {
    bytes.writeUIntBE(number, n * NUMBER_BYTES, NUMBER_BYTES)
  }
  seal(secret, purpose, numbers).copy(bytes, NUMBER_BYTES * numbers.length, 0, SEAL_BYTES)
  return bytes.toString('base64url')
}

function read(secret: string, purpose: string, token: string, count: number): number[] | null {
  const bytes = Buffer.from(token, 'base64url')
  const at = NUMBER_BYTES * count
  if (bytes.length !== at + SEAL_BYTES) return null
  const numbers = Array.from({ length: count }, (_, n) =>
    bytes.readUIntBE(n * NUMBER_BYTES, NUMBER_BYTES),
  )
  const expected = seal(secret, purpose, numbers).subarray(0, SEAL_BYTES)
  return timingSafeEqual(bytes.subarray(at), expected) ? numbers : null
}

const NUMBER_BYTES = 6
const SEAL_BYTES = 12

const seal = (secret: string, purpose: string, numbers: number[]) =>
  createHmac('sha256', keyOf(secret))
    .update(`${purpose}:${numbers.join(':')}`)
    .digest()

/** Made once: a mail has many links. */
function keyOf(secret: string): KeyObject {
  if (lastKey?.secret !== secret) lastKey = { secret, key: createSecretKey(secret, 'utf8') }
  return lastKey.key
}

let lastKey: { secret: string; key: KeyObject } | undefined
