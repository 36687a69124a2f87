import { createHmac } from 'node:crypto'

export type Happened = {
  event: {
    id: number | `test_${number}`
    name: string
    at: string
    happenedAt: string
    origin: string
    payload: Record<string, unknown>
  }
  contact: {
    id: number
    email: string
    attributes: Record<string, unknown>
    language: string | null
    zone: string | null
  } | null
}

/**
 * What is posted for an event, signed. The id is the event's: the same over all tries, so that a
 * receiver knows a repetition. Pure.
 * @see https://www.standardwebhooks.com
 */
export function letterFor({ event, contact }: Happened, signing: string, now: Temporal.Instant) {
  const body = JSON.stringify({
    type: event.name,
    timestamp: event.happenedAt,
    data: { event, contact },
  })
  const id = `evt_${event.id}`
  const at = String(Math.floor(now.epochMilliseconds / 1000))
  const key = Buffer.from(signing.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Tobiishi/1',
    'accept-encoding': 'identity',
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${signature}`,
  }
  return { headers, body }
}
