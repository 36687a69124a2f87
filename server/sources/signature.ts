import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Reason } from './reasons.ts'
import type { signingSchemes } from './table.ts'

/** How far a signed moment may lie from now; after it a recorded post cannot be sent again. */
const WINDOW_MS = 5 * 60_000

export type Signature =
  | {
      type: 'right'
      /** Equal for the same post sent twice; null where nothing in it says so. */
      once: string | null
    }
  | { type: 'wrong'; reason: Extract<Reason, `signature-${string}`> }

export type Scheme = (typeof signingSchemes)[number]

/** A post as its sender signed it. */
export type Signable = {
  header: (name: string) => string | undefined
  query: (name: string) => string | undefined
  body: Uint8Array
}

/** Checks who signed a post, and when where its scheme says so. Pure. */
export function verify(
  scheme: Scheme,
  post: Signable,
  { secret, now }: { secret: string; now: Temporal.Instant },
): Signature {
  const signed = schemes[scheme](post, secret)
  if (!signed) return { type: 'wrong', reason: 'signature-missing' }
  const { at, given, expected, once } = signed
  const right = given.some((each) => equal(each, expected))
  if (!right) return { type: 'wrong', reason: 'signature-wrong' }
  const age = at === null ? 0 : Math.abs(now.epochMilliseconds - Number(at) * 1000)
  return age <= WINDOW_MS ? { type: 'right', once } : { type: 'wrong', reason: 'signature-old' }
}

type Signed = { at: string | null; given: string[]; expected: string; once: string | null }

const schemes: Record<Scheme, (post: Signable, secret: string) => Signed | null> = {
  /** Our own, then https://www.standardwebhooks.com */
  standard: (post, secret) => ownForm(post, secret) ?? standardForm(post, secret),

  /** https://docs.stripe.com/webhooks/signature: the secret as text, several `v1` while it changes. */
  stripe: ({ header, body }, secret) => timed(header('stripe-signature'), body, secret),

  /** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries */
  github({ header, body }, secret) {
    const given = after(header('x-hub-signature-256'), 'sha256=')
    const expected = hmac(secret).update(body).digest('hex')
    const once = header('x-github-delivery') ?? null
    return given ? { at: null, given: [given], expected, once } : null
  },

  /** https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
  shopify({ header, body }, secret) {
    const given = header('x-shopify-hmac-sha256')
    const expected = hmac(secret).update(body).digest('base64')
    const once = header('x-shopify-event-id') ?? header('x-shopify-webhook-id') ?? null
    return given ? { at: null, given: [given], expected, once } : null
  },

  /** https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
  typeform({ header, body }, secret) {
    const given = after(header('typeform-signature'), 'sha256=')
    const expected = hmac(secret).update(body).digest('base64')
    return given ? { at: null, given: [given], expected, once: null } : null
  },

  /** https://docs.slack.dev/authentication/verifying-requests-from-slack */
  slack({ header, body }, secret) {
    const at = header('x-slack-request-timestamp') ?? ''
    const given = after(header('x-slack-signature'), 'v0=')
    if (!given || !isSeconds(at)) return null
    const expected = hmac(secret).update(`v0:${at}:`).update(body).digest('hex')
    return { at, given: [given], expected, once: expected }
  },

  /** A word that both know, in a header or behind `?token=`. */
  token({ header, query }, secret) {
    const said =
      after(header('authorization'), 'Bearer ') ??
      header('x-webhook-token') ??
      header('x-gitlab-token') ??
      header('x-api-key') ??
      query('token')
    return said ? { at: null, given: [digest(said)], expected: digest(secret), once: null } : null
  },
}

/** `X-Tobiishi-Signature: t=<unix seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>`. */
const ownForm = ({ header, body }: Signable, secret: string) =>
  timed(header('x-tobiishi-signature'), body, secret)

function timed(value: string | undefined, body: Uint8Array, secret: string): Signed | null {
  const parts = (value ?? '').split(',').map((part) => part.trim())
  const at = parts.find((part) => part.startsWith('t='))?.slice(2) ?? ''
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  if (!isSeconds(at) || given.length === 0) return null
  const expected = hmac(secret).update(`${at}.`).update(body).digest('hex')
  return { at, given: given.map((each) => each.toLowerCase()), expected, once: expected }
}

function standardForm({ header, body }: Signable, secret: string): Signed | null {
  const [id, at = ''] = [header('webhook-id'), header('webhook-timestamp')]
  const given = (header('webhook-signature') ?? '')
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => part.slice(3))
  if (!id || !isSeconds(at) || given.length === 0) return null
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = hmac(key).update(`${id}.${at}.`).update(body).digest('base64')
  return { at, given, expected, once: id }
}

const hmac = (key: string | Buffer) => createHmac('sha256', key)
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const isSeconds = (text: string) => /^\d{1,12}$/.test(text)

const after = (value: string | undefined, start: string) =>
  value?.startsWith(start) ? value.slice(start.length) : null

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
