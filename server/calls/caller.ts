import { codeOf } from '../code-of.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { unseal } from '../seal.ts'
import { type Claimed, claimCalls, webhooksDue } from './claim.ts'
import { isLoopback, resolve } from './guard.ts'
import { letterFor } from './letter.ts'
import { post, type Told, type Ways } from './post.ts'
import { settle } from './settle.ts'

export const LIMIT_MS = 10_000

/** Calls on their way at once: in all, for one webhook, and for one that did not answer well. */
const [ALL, ONE, AILING] = [32, 4, 1]

export type Caller = {
  /** Begins what is due, as far as there is room; what ends makes room for the next. */
  kick(): Promise<void>
  /** When nothing is under way and nothing more is due. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * Tells other systems of events. A receiver that is slow or dead holds up nobody else: each webhook
 * has a few places of its own, and only one while it does not answer well.
 */
export function createCaller(ground: Ground, how: Partial<Ways> = {}): Caller {
  const ways = {
    lookup: resolve,
    privateToo: isLoopback(ground.baseUrl),
    limitMs: LIMIT_MS,
    ...how,
  }
  const under = new Map<number, number>()
  const ailing = new Set<number>()
  const open = new Set<Promise<void>>()
  let looking: Promise<void> | null = null
  let again = false
  let stopped = false

  const room = (id: number) =>
    Math.min((ailing.has(id) ? AILING : ONE) - (under.get(id) ?? 0), ALL - open.size)

  async function look(): Promise<void> {
    do {
      again = false
      const now = await ground.clock(ground.db)
      const due = open.size < ALL ? await webhooksDue(ground.db, now) : []
      // Who has least under way comes first.
      due.sort((a, b) => (under.get(a) ?? 0) - (under.get(b) ?? 0))
      for (const id of due) {
        if (room(id) <= 0 || stopped) continue
        for (const claimed of await claimCalls(ground.db, id, room(id), now)) begin(claimed)
      }
    } while (again && !stopped)
  }

  /** One look at a time; who comes meanwhile has it look once more. */
  async function kick(): Promise<void> {
    if (stopped) return
    again = true
    looking ??= look().finally(() => {
      looking = null
    })
    await looking
  }

  function begin(claimed: Claimed): void {
    const { id } = claimed.webhook
    under.set(id, (under.get(id) ?? 0) + 1)
    const settled = perform(claimed).finally(() => {
      under.set(id, under.get(id)! - 1)
      open.delete(settled)
      kick().catch((error) => ground.log.error({ fact: 'calls.unseen', error: codeOf(error) }))
    })
    open.add(settled)
  }

  async function perform({ call, webhook, event, contact }: Claimed): Promise<void> {
    try {
      const now = await ground.clock(ground.db)
      // Erased meanwhile: there is nothing left to tell.
      const told = event ? await tell({ webhook, event, contact }, now) : gone
      if (told.status !== null && told.status < 300) ailing.delete(webhook.id)
      else ailing.add(webhook.id)
      const after = await ground.clock(ground.db)
      await transaction(ground.db, (tx) => settle(tx, call, told, after))
    } catch (error) {
      // Its lease runs out and it comes again.
      ground.log.error({ fact: 'call.failed', call: call.id, error: codeOf(error) })
    }
  }

  function tell(
    { webhook, event, contact }: Pick<Claimed, 'webhook' | 'contact'> & { event: Event },
    now: Temporal.Instant,
  ): Promise<Told> {
    const signing = unseal(ground.secret, `webhook:${webhook.id}`, webhook.signingSecret)
    return post(webhook.url, letterFor(happened(event, contact), signing, now), ways)
  }

  return {
    kick,
    async idle() {
      await kick()
      while (open.size > 0) {
        await Promise.all(open)
        await kick()
      }
    },
    async stop() {
      stopped = true
      await looking
      await Promise.all(open)
    },
  }
}

type Event = NonNullable<Claimed['event']>

const gone: Told = { ms: 0, status: null, reason: 'event-gone', sent: null, answer: null }

const happened = (event: Event, contact: Claimed['contact']) => ({
  event: {
    id: event.id,
    name: event.name,
    at: `${event.at}`,
    happenedAt: `${event.happenedAt}`,
    origin: event.origin,
    payload: event.payload,
  },
  contact: contact && {
    id: contact.id,
    email: contact.email,
    attributes: contact.attributes,
    language: contact.language,
    zone: contact.zone,
  },
})
