import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Address, readAddress } from '../contacts/address.ts'

/** Whom a page says its visitor is. */
export type Who = { token: string } | { email: string }

export type Identity =
  /** `proven`: the shop's own server says so. */
  | { type: 'known'; address: Address; proven: boolean }
  | { type: 'refused'; reason: 'identity-missing' | 'identity-wrong' }

/**
 * A token is `address:HMAC-SHA256(secret, address)` in hex, made by the shop's server: nobody can write
 * it in another's name. A bare address is taken only where the source was told to. Pure.
 */
export function identityOf(
  who: Who | null,
  { secret, trustsAddresses }: { secret: string | null; trustsAddresses: boolean },
): Identity {
  if (who && 'token' in who) {
    const address = secret ? provenAddress(who.token, secret) : null
    return address ? known(address, true) : refused('identity-wrong')
  }
  if (!who || !trustsAddresses) return refused('identity-missing')
  const address = readAddress(who.email)
  return address ? known(address, false) : refused('identity-wrong')
}

/** What a shop's server prints into its page. Pure. */
export const identityToken = (secret: string, email: string) =>
  `${email}:${createHmac('sha256', secret).update(email).digest('hex')}`

function provenAddress(token: string, secret: string): Address | null {
  const email = token.slice(0, Math.max(0, token.lastIndexOf(':')))
  const [given, expected] = [Buffer.from(token), Buffer.from(identityToken(secret, email))]
  const same = given.length === expected.length && timingSafeEqual(given, expected)
  return same ? readAddress(email) : null
}

const known = (address: Address, proven: boolean): Identity => ({ type: 'known', address, proven })
const refused = (reason: 'identity-missing' | 'identity-wrong'): Identity => ({
  type: 'refused',
  reason,
})
