import { z } from 'zod'
import { clean, TooDeep } from '../clean.ts'
import { readEvent, type Told, type Wrong } from '../incoming/read.ts'
import type { Who } from './identity.ts'

const postSchema = z.object({
  who: z
    .union([z.object({ token: z.string().max(500) }), z.object({ email: z.string().max(1000) })])
    .nullish(),
  events: z.array(z.unknown()).min(1).max(50),
})

const eventSchema = z.object({
  name: z.string(),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** Without it a repetition could not be told from another event. */
  key: z.string().min(8).max(200),
  /** Milliseconds since it happened. */
  ago: z
    .number()
    .min(0)
    .max(7 * 86_400_000),
})

export type SitePost = { who: Who | null; events: unknown[] }

/** What a page posts: JSON, whatever type it is sent as. Null for anything else. Pure. */
export function readPost(body: Uint8Array): SitePost | null {
  try {
    const read = postSchema.safeParse(clean(JSON.parse(new TextDecoder().decode(body))))
    return read.success ? { who: read.data.who ?? null, events: read.data.events } : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TooDeep) return null
    throw error
  }
}

/**
 * One event of a page as any other.
 * @param create whether an address nobody has yet becomes a contact
 */
export function readSiteEvent(
  value: unknown,
  { email, create, now }: { email: string; create: boolean; now: Temporal.Instant },
): Told | { wrong: Wrong } {
  const read = eventSchema.safeParse(value)
  if (!read.success) {
    return {
      wrong: { code: 'event-wrong', field: read.error.issues[0]?.path.join('.') || 'event' },
    }
  }
  const { name, payload, key, ago } = read.data
  const at = now.subtract({ milliseconds: Math.round(ago) }).toString()
  return readEvent({ name, payload, key, at, create, contact: { email } }, now)
}
