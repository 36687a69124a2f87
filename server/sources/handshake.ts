import type { Fields } from './read/fields.ts'
import type { Scheme, Signable } from './signature.ts'

/**
 * What a sender asks before it sends anything, with the answer it waits for; null: it is an ordinary
 * post. Pure.
 */
export function handshake(
  scheme: Scheme,
  { header }: Pick<Signable, 'header'>,
  fields: Fields | null,
): Record<string, unknown> | null {
  if (scheme === 'slack' && fields?.type === 'url_verification') {
    return typeof fields.challenge === 'string' ? { challenge: fields.challenge } : null
  }
  if (scheme === 'github' && header('x-github-event') === 'ping') return { pong: true }
  return null
}
