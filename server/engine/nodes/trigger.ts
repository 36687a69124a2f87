import { z } from 'zod'
import { OUT } from '../graph.ts'
import type { NodeType } from '../node-type.ts'

const data = z.object({
  name: z.string().max(200).default(''),
  /** source: a post to this source enters · hand: an administrator or the API enters people. */
  kind: z.enum(['source', 'hand']),
  sourceId: z.number().int().nullable().default(null),
})
export type TriggerData = z.infer<typeof data>

export const trigger: NodeType<TriggerData> = {
  type: 'trigger',
  data,
  fresh: { name: '', kind: 'source', sourceId: null },
  begins: ({ kind, sourceId }) => (kind === 'source' ? { by: 'source', sourceId } : { by: 'hand' }),
  outs: () => [OUT],
  check({ kind, sourceId }, { sourceIds }) {
    if (kind !== 'source') return []
    if (sourceId === null) return [{ code: 'source-missing' }]
    return sourceIds && !sourceIds.includes(sourceId) ? [{ code: 'source-unknown' }] : []
  },
  walk: () => ({ type: 'go', out: OUT }),
}
