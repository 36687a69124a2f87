import { simpleParser } from 'mailparser'
import { cleanText } from '../clean.ts'
import type { Ground } from '../ground.ts'
import { caught } from './table.ts'

export type Arrived = { from: string; to: string; raw: Buffer }

/**
 * Stores mails in groups: what arrives while one group is written goes with the next, so that a flood
 * costs few commits and a single mail waits for nothing.
 */
export function openIntake({ db, clock }: Pick<Ground, 'db' | 'clock'>) {
  const waiting: { mail: typeof caught.$inferInsert; done: PromiseWithResolvers<number> }[] = []
  let writing = false

  async function writeAll() {
    writing = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP)
      try {
        const receivedAt = await clock(db)
        const rows = await db
          .insert(caught)
          .values(group.map(({ mail }) => ({ ...mail, receivedAt })))
          .returning({ id: caught.id })
        for (const [number, { done }] of group.entries()) done.resolve(rows[number]!.id)
      } catch (error) {
        for (const { done } of group) done.reject(error)
      }
    }
    writing = false
  }
  return {
    /** @returns the number under which the mail is stored */
    async take(arrived: Arrived): Promise<number> {
      const mail = { ...arrived, ...(await read(arrived.raw)), size: arrived.raw.length }
      const done = Promise.withResolvers<number>()
      waiting.push({ mail, done })
      if (!writing) void writeAll()
      return done.promise
    },
  }
}

const GROUP = 100

/** What a list shows of a mail: its head alone is parsed. */
async function read(raw: Buffer): Promise<{ subject: string; headerId: string | null }> {
  const end = raw.indexOf('\r\n\r\n')
  const { subject, messageId } = await simpleParser(end < 0 ? raw : raw.subarray(0, end + 4))
  return {
    subject: cleanText(subject ?? ''),
    headerId: messageId ? cleanText(messageId).replace(/^<|>$/g, '') : null,
  }
}
