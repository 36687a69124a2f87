import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { cleanText } from '../clean.ts'
import { type Address, addressesOf, type Lookup, RefusedAddress } from './guard.ts'

/** What became of one try: an HTTP status, or a stored name for why there was none. */
export type Told = {
  ms: number
  status: number | null
  reason: Reason | null
  /** The first characters of what was posted. */
  sent: string | null
  /** The first characters of the answer. */
  answer: string | null
}

export type Reason =
  | 'refused-address'
  | 'unknown-name'
  | 'no-connection'
  | 'timed-out'
  | 'no-tls'
  /** The event was erased before it could be told. */
  | 'event-gone'

export type Ways = { lookup: Lookup; privateToo: boolean; limitMs: number }

/** So much of a body and of an answer is read and kept. */
const MOST_BYTES = 4096

/**
 * Posts to a stranger's address: connected to an address that was checked, no redirect followed, no
 * more read than needed, and over after `limitMs` whatever the other side does.
 */
export async function post(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  { limitMs, ...ways }: Ways,
): Promise<Told> {
  const began = performance.now()
  const signal = AbortSignal.timeout(limitMs)
  const told = (what: Partial<Told>): Told => ({
    ms: Math.round(performance.now() - began),
    status: null,
    reason: null,
    sent: beginning(Buffer.from(body)),
    answer: null,
    ...what,
  })
  try {
    const to = new URL(url)
    const addresses = await unlessOver(addressesOf(to.hostname, ways), signal)
    const response = await send(to, { headers, body, addresses, signal })
    const answer = await beginningOf(response)
    return told({ status: response.statusCode ?? null, answer })
  } catch (error) {
    return told({ reason: reasonOf(error, signal) })
  }
}

type Sent = {
  headers: Record<string, string>
  body: string
  addresses: Address[]
  signal: AbortSignal
}

function send(to: URL, { headers, body, addresses, signal }: Sent): Promise<IncomingMessage> {
  const request = to.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    request(to, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own: none that was opened before the address was checked.
      agent: false,
      lookup: pinned(addresses),
      signal,
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body)
  })
}

/** Knows no other address than these. */
const pinned =
  (addresses: Address[]): LookupFunction =>
  (_host, { all }, done) => {
    if (all) done(null, addresses)
    else done(null, addresses[0]!.address, addresses[0]!.family)
  }

/** As far as it comes: what breaks off or never ends has answered all the same. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= MOST_BYTES) break
    }
  } catch {
    // The status came; that is what counts.
  }
  response.destroy()
  return beginning(Buffer.concat(chunks))
}

const beginning = (bytes: Buffer) => cleanText(bytes.subarray(0, MOST_BYTES).toString('utf8'))

const unlessOver = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])

function reasonOf(error: unknown, signal: AbortSignal): Reason {
  if (error instanceof RefusedAddress) return 'refused-address'
  if (signal.aborted) return 'timed-out'
  const { code = '' } = error as { code?: string }
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'unknown-name'
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ? 'no-tls' : 'no-connection'
}
