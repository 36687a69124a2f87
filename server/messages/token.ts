import { readSignedId, sealOf, signedId } from '../signed-id.ts'

/**
 * The token of an opt-out link: which message it stood in; nobody can make one (RFC 8058 3.1 wants an
 * identifier that is hard to forge). Pure.
 */
export const unsubscribeToken = (secret: string, messageId: number) =>
  signedId(secret, 'unsubscribe', messageId)

/** The message a token stands for, or null for anything we have not made. Pure. */
export const readToken = (secret: string, token: string) =>
  readSignedId(secret, 'unsubscribe', token)

/** A message's Message-ID without brackets: the same at every attempt, not to be guessed. Pure. */
export function headerIdOf(secret: string, messageId: number, domain: string): string {
  const mark = sealOf(secret, 'message-id', messageId).toString('hex').slice(0, 8)
  return `${messageId}.${mark}@${domain}`
}
