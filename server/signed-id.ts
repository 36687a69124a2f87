import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A row's number for a link, sealed with 128 bits of HMAC-SHA256 for one purpose, so that nobody can
 * make one or use it elsewhere. Pure.
 */
export function signedId(secret: string, purpose: string, id: number): string {
  const bytes = Buffer.alloc(ID_BYTES)
  bytes.writeUIntBE(id, 0, ID_BYTES)
  return Buffer.concat([bytes, sealOf(secret, purpose, id)]).toString('base64url')
}

/** The number in a token, or null for anything we have not made for this purpose. Pure. */
export function readSignedId(secret: string, purpose: string, token: string): number | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES) return null
  const id = bytes.readUIntBE(0, ID_BYTES)
  const expected = sealOf(secret, purpose, id)
  return timingSafeEqual(bytes.subarray(ID_BYTES), expected) ? id : null
}

/** Pure. */
export const sealOf = (secret: string, purpose: string, id: number) =>
  createHmac('sha256', secret).update(`${purpose}:${id}`).digest().subarray(0, SEAL_BYTES)

const ID_BYTES = 6
const SEAL_BYTES = 16
