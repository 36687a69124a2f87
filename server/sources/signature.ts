import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Reason } from './reasons.ts'

/** How far a signed moment may lie from now; after it a recorded post cannot be sent again. */
const WINDOW_MS = 5 * 60_000

export type Signature =
  | { type: 'right' /** Equal for the same post sent twice. */; once: string }
  | { type: 'wrong'; reason: Extract<Reason, `signature-${string}`> }

/** A new signing secret, in the form Standard Webhooks libraries expect. */
export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/**
 * Checks who signed a post, and when. Pure.
 *
 * - `X-Tobiishi-Signature: t=<unix seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>` under the secret
 *   as text; several `v1` may stand there while a secret is changed.
 * - `webhook-id`, `webhook-timestamp`, `webhook-signature`: https://www.standardwebhooks.com
 */
export function verify(
  header: (name: string) => string | undefined,
  body: Uint8Array,
  secret: string,
  now: Temporal.Instant,
): Signature {
  const own = header('x-tobiishi-signature')
  const signed = own ? ownForm(own, body, secret) : standardForm(header, body, secret)
  if (!signed) return { type: 'wrong', reason: 'signature-missing' }
  const { at, given, expected, once } = signed
  const right = given.some((each) => equal(each, expected))
  if (!right) return { type: 'wrong', reason: 'signature-wrong' }
  const age = Math.abs(now.epochMilliseconds - Number(at) * 1000)
  return age <= WINDOW_MS ? { type: 'right', once } : { type: 'wrong', reason: 'signature-old' }
}

type Signed = { at: string; given: string[]; expected: string; once: string }

function ownForm(value: string, body: Uint8Array, secret: string): Signed | null {
  const parts = value.split(',').map((part) => part.trim())
  const at = parts.find((part) => part.startsWith('t='))?.slice(2) ?? ''
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  if (!isSeconds(at) || given.length === 0) return null
  const expected = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex')
  return { at, given: given.map((each) => each.toLowerCase()), expected, once: expected }
}

function standardForm(
  header: (name: string) => string | undefined,
  body: Uint8Array,
  secret: string,
): Signed | null {
  const [id, at = ''] = [header('webhook-id'), header('webhook-timestamp')]
  const given = (header('webhook-signature') ?? '')
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => part.slice(3))
  if (!id || !isSeconds(at) || given.length === 0) return null
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64')
  return { at, given, expected, once: id }
}

const isSeconds = (text: string) => /^\d{1,12}$/.test(text)

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
