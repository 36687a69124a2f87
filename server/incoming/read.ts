import { z } from 'zod'
import { type Address, readAddress } from '../contacts/address.ts'
import type { Reference } from '../contacts/meet.ts'
import { readName } from '../events/name.ts'
import type { ErrorCode } from '../refusal.ts'

/** Something that happened, as somebody outside tells it. */
export const eventSchema = z.object({
  name: z.string(),
  contact: z.union([
    z.strictObject({ email: z.string().max(1000) }),
    z.strictObject({ id: z.number().int().positive() }),
    z.strictObject({
      externalId: z.object({
        system: z.string().min(1).max(64),
        value: z.string().min(1).max(200),
      }),
    }),
  ]),
  /** When it happened: an ISO instant with its offset. Left out: now. */
  at: z.string().max(64).optional(),
  /** The sender's own id of it: told again, it is not another event. */
  key: z.string().min(1).max(200).optional(),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** Whether an address nobody has yet becomes a contact, without a consent. */
  create: z.boolean().default(true),
})

/** An event that can be taken once its contact is found. */
export type Told = {
  name: string
  reference: Reference
  happenedAt: Temporal.Instant | null
  key: string | null
  payload: Record<string, unknown>
}

export type EventCode = Extract<ErrorCode, `event-${string}`> | 'address-impossible'

/** Why an event was not taken: a code of words/errors.ts, and the field it is about. */
export type Wrong = { code: EventCode | 'contact-missing'; field: string }

/** Longest payload, as JSON in bytes. */
const LONGEST_PAYLOAD = 32 * 1024

/** Judges one event. `value` is clean JSON. Pure. */
export function readEvent(value: unknown, now: Temporal.Instant): Told | { wrong: Wrong } {
  const read = eventSchema.safeParse(value)
  if (!read.success) return wrong('event-wrong', pathOf(read.error))
  const { name: said, contact, at, key = null, payload, create } = read.data
  const name = readName(said)
  if (name.type === 'wrong') return wrong(name.code, 'name')
  const reference = referenceOf(contact, create)
  if (!reference) return wrong('address-impossible', 'contact.email')
  const happenedAt = at === undefined ? null : readInstant(at)
  if (happenedAt === 'impossible') return wrong('event-at-impossible', 'at')
  if (happenedAt && isAhead(happenedAt, now)) return wrong('event-at-ahead', 'at')
  if (isLong(payload)) return wrong('event-payload-long', 'payload')
  return { name: name.name, reference, happenedAt, key, payload }
}

const wrong = (code: Wrong['code'], field: string) => ({ wrong: { code, field } })

/** `contact`, when it fits none of its shapes: which one was meant nobody knows. */
const pathOf = (error: z.ZodError) => error.issues[0]?.path.join('.') || 'event'

function referenceOf(
  contact: z.infer<typeof eventSchema>['contact'],
  create: boolean,
): Reference | null {
  if ('id' in contact) return { type: 'id', id: contact.id }
  if ('externalId' in contact) return { type: 'external', ...contact.externalId }
  const address: Address | null = readAddress(contact.email)
  return address && { type: 'email', address, create }
}

function readInstant(text: string): Temporal.Instant | 'impossible' {
  try {
    const instant = Temporal.Instant.from(text)
    // Before there was mail: a zero or a unit gone wrong.
    return instant.epochMilliseconds < EARLIEST ? 'impossible' : instant
  } catch {
    return 'impossible'
  }
}

const EARLIEST = Date.UTC(1990, 0)

/** Clocks differ a little; more than that is a mistake. */
const isAhead = (at: Temporal.Instant, now: Temporal.Instant) =>
  Temporal.Instant.compare(at, now.add({ minutes: 5 })) > 0

/** Pure. */
const isLong = (payload: Record<string, unknown>) =>
  Buffer.byteLength(JSON.stringify(payload)) > LONGEST_PAYLOAD
