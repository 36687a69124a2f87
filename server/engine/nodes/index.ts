import type { NodeType } from '../node-type.ts'
import { condition } from './condition.ts'
import { exit } from './exit.ts'
import { send } from './send.ts'
import { trigger } from './trigger.ts'
import { wait } from './wait.ts'

/** Every kind of node, by name. The editor's faces must cover the same keys. */
export const registry = { trigger, send, wait, condition, exit } satisfies Record<string, NodeType>

export type NodeTypeName = keyof typeof registry

/** The same, for a name that came from outside. */
export const nodeTypes: Readonly<Record<string, NodeType | undefined>> = Object.assign(
  Object.create(null),
  registry,
)
