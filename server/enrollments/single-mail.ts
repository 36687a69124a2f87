import { record } from '../audit/record.ts'
import { lockContact } from '../contacts/change.ts'
import { transaction } from '../db.ts'
import type { SendData } from '../engine/nodes/send.ts'
import type { Ground } from '../ground.ts'
import { publishSingleMail } from '../journeys/single-mail.ts'
import { enter } from './enroll.ts'

/**
 * Sends one contact one mail. It goes the way of every mail: consent, suppression and sender are asked
 * when it leaves, and what becomes of it stands in the timeline.
 * @returns the enrollment that carries it
 * @throws Refusal 404, 422 with every problem
 */
export async function sendSingleMail(
  ground: Ground,
  wanted: {
    contactId: number
    mail: Omit<SendData, 'name' | 'ifLeftOut'>
    by: { actor: string; actorName: string }
  },
): Promise<number> {
  const { contactId, mail, by } = wanted
  const { id, journeyId } = await transaction(ground.db, async (tx) => {
    await lockContact(tx, contactId)
    const place = await publishSingleMail(tx, {
      mail: { ...mail, name: '', ifLeftOut: 'go-on' },
      by,
    })
    const now = await ground.clock(tx)
    const entrance = { ...place, contactId, reentry: 'always' as const, origin: by.actor }
    const { entered } = await enter(tx, [{ ...entrance, payload: {} }], now)
    const detail = { enrollmentId: entered[0]!.id, class: mail.class }
    const what = { action: 'contact.mailed', subject: `contact:${contactId}`, detail }
    await record(tx, { actor: by.actor, ...what })
    return entered[0]!
  })
  await ground.queue.ask('advance', [journeyId])
  return id
}
