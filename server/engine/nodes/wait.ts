import { z } from 'zod'
import { OUT } from '../graph.ts'
import type { NodeType } from '../node-type.ts'
import { durationSchema, later } from '../schedule.ts'

const data = z.object({
  name: z.string().max(200).default(''),
  wait: durationSchema.extend({ type: z.literal('duration') }),
})
export type WaitData = z.infer<typeof data>

export const wait: NodeType<WaitData> = {
  type: 'wait',
  data,
  fresh: { name: '', wait: { type: 'duration', amount: 1, unit: 'days' } },
  rests: true,
  outs: () => [OUT],
  check: ({ wait }) => (wait.amount === 0 ? [{ code: 'wait-zero' }] : []),
  walk({ wait }, { rest, facts, now, since }) {
    const { zone } = facts.contact
    const until = rest?.until ? Temporal.Instant.from(rest.until) : later(since, wait, zone)
    // Written on arrival, also of a wait that is over by then: else nothing would say why.
    const why = rest ? undefined : { until: `${until}`, since: `${since}`, wait, zone }
    // The instant itself is no longer before: equal goes on.
    if (Temporal.Instant.compare(now, until) >= 0) return { type: 'go', out: OUT, detail: why }
    return { type: 'rest', wakeAt: until, rest: { until: `${until}` }, detail: why }
  },
}
