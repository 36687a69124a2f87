import { z } from 'zod'
import type { NodeType } from '../node-type.ts'

const data = z.object({ name: z.string().max(200).default('') })
export type ExitData = z.infer<typeof data>

export const exit: NodeType<ExitData> = {
  type: 'exit',
  data,
  fresh: { name: '' },
  outs: () => [],
  check: () => [],
  walk: () => ({ type: 'end', state: 'completed' }),
}
