import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Encrypts a secret for the database: AES-256-GCM under a key made from SECRET, bound to the row it
 * belongs to, so that a sealed text copied into another row does not open.
 * @param place what it belongs to, e.g. `source:3`
 */
export function seal(secret: string, place: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** @throws when SECRET has changed since, or the text was not sealed for this place */
export function unseal(secret: string, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch (cause) {
    const what = `What is sealed for ${place} does not open with this SECRET. Make a new one.`
    throw new Error(what, { cause })
  }
}

/** A new signing secret, in the form Standard Webhooks libraries expect. */
export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64')}`

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'tobiishi signing secrets', 32))
