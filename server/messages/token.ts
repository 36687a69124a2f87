import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token of an opt-out link: which message it stood in, sealed with 128 bits of HMAC-SHA256, so
 * that nobody can make one (RFC 8058 3.1 wants an identifier that is hard to forge). Pure.
 */
export function unsubscribeToken(secret: string, messageId: number): string {
  const id = Buffer.alloc(ID_BYTES)
  id.writeUIntBE(messageId, 0, ID_BYTES)
  return Buffer.concat([id, seal(secret, 'unsubscribe', messageId)]).toString('base64url')
}

/** The message a token stands for, or null for anything we have not made. Pure. */
export function readToken(secret: string, token: string): number | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES) return null
  const messageId = bytes.readUIntBE(0, ID_BYTES)
  const expected = seal(secret, 'unsubscribe', messageId)
  return timingSafeEqual(bytes.subarray(ID_BYTES), expected) ? messageId : null
}

/** A message's Message-ID without brackets: the same at every attempt, not to be guessed. Pure. */
export function headerIdOf(secret: string, messageId: number, domain: string): string {
  const mark = seal(secret, 'message-id', messageId).toString('hex').slice(0, 8)
  return `${messageId}.${mark}@${domain}`
}

const ID_BYTES = 6
const SEAL_BYTES = 16

const seal = (secret: string, purpose: string, messageId: number) =>
  createHmac('sha256', secret).update(`${purpose}:${messageId}`).digest().subarray(0, SEAL_BYTES)
