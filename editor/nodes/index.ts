import type { GraphNode } from '../../server/engine/graph.ts'
import type { NodeTypeName } from '../../server/engine/nodes/index.ts'
import { condition } from './condition.tsx'
import { exit } from './exit.tsx'
import type { Face } from './face.ts'
import { send } from './send.tsx'
import { trigger } from './trigger.tsx'
import { wait } from './wait.tsx'

/** Every kind's face, in the order the palette offers them. A kind without one does not compile. */
export const faces = { trigger, send, wait, condition, exit } satisfies Record<NodeTypeName, Face>

export const faceNames = Object.keys(faces) as NodeTypeName[]

/** The face of a node; its data are the ones its engine type has parsed. */
export const faceOf = (node: Pick<GraphNode, 'type'>): Face =>
  faces[node.type as NodeTypeName] as Face
