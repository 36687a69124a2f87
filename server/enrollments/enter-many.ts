import { z } from 'zod'
import { type ActKind, actKind } from '../contacts/act.ts'
import { handTrigger } from './by-hand.ts'
import { enter } from './enroll.ts'

const schema = z.object({
  journeyId: z.number().int().positive(),
  /** Which of several triggers by hand; left out: the first. */
  triggerNodeId: z.string().max(200).optional(),
})

/** Enters many contacts into one journey at its trigger by hand. */
export const enterMany: ActKind = actKind<z.infer<typeof schema>>({
  action: 'contact.entered',
  schema,
  async prepare(tx, values) {
    await handTrigger(tx, values)
    return values
  },
  async run(tx, { contactIds, values, origin }, now) {
    const trigger = await handTrigger(tx, values)
    const { journeyId } = values
    const entrances = contactIds.map((contactId) => {
      return { contactId, journeyId, origin, payload: {}, ...trigger }
    })
    const { refused } = await enter(tx, entrances, now)
    const out = new Map(refused.map(({ entrance, reason }) => [entrance.contactId, reason]))
    const skipped: Record<string, number> = {}
    for (const reason of out.values()) skipped[reason] = (skipped[reason] ?? 0) + 1
    const changed = contactIds.filter((id) => !out.has(id))
    return { changed, skipped, journeys: changed.length > 0 ? [journeyId] : [] }
  },
})
