import { record as audit } from '../audit/record.ts'
import { lockContact } from '../contacts/change.ts'
import { transaction } from '../db.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { openDesk } from './desk.ts'
import { held } from './held.ts'
import { records } from './records.ts'

export type Disclosing = { id: number; actor: string; reason: string }

/**
 * Everything that is held about one contact as JSON that people can read (個人情報保護法 Art. 33), a page
 * of rows at a time: however much it is, it is never held in memory or in one transaction. That it was
 * handed out, to whom and why is written down first.
 * @throws Refusal `not-found`, `contact-gone`
 */
export async function disclose(
  ground: Ground,
  { id, actor, reason }: Disclosing,
  language: 'ja' | 'en',
): Promise<AsyncGenerator<string>> {
  const { db, clock, queue } = ground
  const journeys = await transaction(db, async (tx) => {
    await lockContact(tx, id)
    const now = await clock(tx)
    const detail = { note: reason }
    await audit(tx, { actor, action: 'contact.exported', subject: `contact:${id}`, detail })
    const payload = { note: reason }
    return record(tx, [{ contactId: id, name: 'contact.exported', origin: actor, payload }], now)
  })
  await queue.ask('advance', journeys)
  const desk = await openDesk(ground, { contactId: id, language })
  return written(await held(desk), records(desk))
}

/** One object: what is read at once, then lists that come piece by piece. */
async function* written(
  fixed: Record<string, unknown>,
  lists: [name: string, pages: AsyncIterable<unknown[]>][],
): AsyncGenerator<string> {
  const heads = Object.entries(fixed).map(([name, value]) => `${json(name)}: ${json(value)}`)
  yield `{\n${heads.join(',\n')}`
  for (const [name, pages] of lists) {
    yield `,\n${json(name)}: [`
    let first = true
    for await (const page of pages) {
      if (page.length === 0) continue
      yield `${first ? '\n' : ',\n'}${page.map(json).join(',\n')}`
      first = false
    }
    yield ']'
  }
  yield '\n}\n'
}

const json = (value: unknown) => JSON.stringify(value, null, 1)
