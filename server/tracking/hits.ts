import { setTimeout as pause } from 'node:timers/promises'
import { inArray } from 'drizzle-orm'
import { account } from '../account/table.ts'
import { codeOf } from '../code-of.ts'
import { meet } from '../contacts/meet.ts'
import { type Tx, transaction } from '../db.ts'
import { type NewEvent, record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { messages } from '../messages/table.ts'

/** A click or an open of a mail. */
export type Trace =
  | { kind: 'click'; messageId: number; linkId: number; url: string }
  | { kind: 'open'; messageId: number }

/** As it is kept; `agent` only where it says something: a provider's machine. */
export type Hit = Trace & { agent: 'proxy' | null }

/** Hits written at once, and held at most while the database is away. */
const GROUP = 200
const HELD = 10_000
const TRIES = 6

/**
 * Writes hits down in groups: what comes while one group is written goes with the next, so that the
 * readers of a mail to a million cost few commits. A group that cannot be written is tried again for
 * half a minute.
 */
export function openHits(ground: Ground) {
  const waiting: { hit: Hit; done: () => void }[] = []
  let writing = false

  async function writeAll() {
    writing = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP)
      await writeSurely(
        ground,
        group.map(({ hit }) => hit),
      )
      for (const { done } of group) done()
    }
    writing = false
  }

  return {
    /** Resolves when the hit is safe, or given up. */
    take(hit: Hit): Promise<void> {
      if (waiting.length >= HELD) {
        ground.log.error({ fact: 'hits.lost', hits: 1 })
        return Promise.resolve()
      }
      return new Promise((done) => {
        waiting.push({ hit, done })
        if (!writing) void writeAll()
      })
    },
  }
}

async function writeSurely(ground: Ground, hits: Hit[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const journeys = await transaction(ground.db, (tx) => write(ground, tx, hits))
      return await ground.queue.ask('advance', journeys)
    } catch (error) {
      if (tries === TRIES) {
        return ground.log.error({ fact: 'hits.lost', hits: hits.length, error: codeOf(error) })
      }
      await pause(2 ** tries * 250)
    }
  }
}

async function write({ clock }: Ground, tx: Tx, hits: Hit[]): Promise<number[]> {
  const [row] = await tx.select({ tracking: account.tracking }).from(account)
  // Links and pixels of mails that left before it was switched off.
  if (row && !row.tracking) return []
  const { id, contactId, journeyId, nodeId } = messages
  const mails = await tx
    .select({ id, contactId, journeyId, nodeId })
    .from(messages)
    .where(inArray(id, [...new Set(hits.map(({ messageId }) => messageId))]))
  const people = await meet(
    tx,
    mails.map((mail) => ({ type: 'id', id: mail.contactId })),
  )
  const byId = new Map(mails.map((mail, n) => [mail.id, { ...mail, contactId: people[n] ?? null }]))
  const now = await clock(tx)
  const happened = hits.flatMap((hit) => {
    const mail = byId.get(hit.messageId)
    return mail?.contactId ? [eventOf(hit, { ...mail, contactId: mail.contactId }, now)] : []
  })
  return record(tx, happened, now)
}

type Mail = { id: number; contactId: number; journeyId: number; nodeId: string }

/** Every click counts; a mail is opened once an hour at most, however often a program fetches. */
function eventOf(hit: Hit, mail: Mail, now: Temporal.Instant): NewEvent {
  const { contactId, journeyId, nodeId, id: messageId } = mail
  const agent = hit.agent && { agent: hit.agent }
  const place = { messageId, journeyId, nodeId, ...agent }
  const of = { contactId, origin: `message:${messageId}` }
  if (hit.kind === 'click') {
    const { url, linkId } = hit
    return { ...of, name: 'message.clicked', payload: { ...place, url, linkId } }
  }
  const hour = Math.floor(now.epochMilliseconds / 3_600_000)
  return { ...of, name: 'message.opened', payload: place, key: `opened:${hour}` }
}
