import { z } from 'zod'
import { type ActKinds, actKind } from '../contacts/act.ts'
import { Refusal } from '../refusal.ts'
import { lockSegment } from './change.ts'
import { addContacts, removeContacts } from './fixed.ts'

const schema = z.object({ segmentId: z.number().int().positive() })

const turning = (into: boolean) =>
  actKind<z.infer<typeof schema>>({
    action: into ? 'contact.put-in-segment' : 'contact.left-segment',
    schema,
    async prepare(tx, values) {
      const { kind } = await lockSegment(tx, values.segmentId)
      if (kind === 'dynamic') throw new Refusal(409, 'segment-other-kind')
      return values
    },
    async run(tx, { contactIds, values: { segmentId: id }, origin }, now) {
      const change = { id, contactIds, actor: origin, clock: async () => now }
      const { turned, journeys } = await (into ? addContacts : removeContacts)(tx, change)
      return { changed: turned, journeys }
    },
  })

/** Acts on many contacts that this room brings. */
export const segmentActs: ActKinds = {
  'enter-segment': turning(true),
  'leave-segment': turning(false),
}
