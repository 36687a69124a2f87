import { z } from 'zod'
import { OUT } from '../../server/engine/graph.ts'
import type { NodeType } from '../../server/engine/node-type.ts'

const data = z.object({ name: z.string().default('') })

/** A node that takes the whole process down for some contacts: the worst poison there is. */
export const killer: NodeType<z.infer<typeof data>> = {
  type: 'killer',
  data,
  fresh: { name: '' },
  outs: () => [OUT],
  check: () => [],
  walk(_, { facts }) {
    if (facts.contact.attributes.deadly === true) process.kill(process.pid, 'SIGKILL')
    return { type: 'go', out: OUT }
  },
}
