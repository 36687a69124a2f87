import { z } from 'zod'

/** A handle's or node's name: what React Flow calls an id. */
const name = z.string().min(1).max(64)

export const nodeSchema = z.object({
  id: name,
  type: z.string(),
  position: z.object({ x: z.number(), y: z.number() }),
  data: z.record(z.string(), z.unknown()),
})

export const edgeSchema = z.object({
  id: z.string().min(1).max(200),
  source: name,
  target: name,
  sourceHandle: name.nullish(),
})

export const settingsSchema = z.object({
  /** May a contact enter again: never · once the last walk has ended · at every trigger. */
  reentry: z.enum(['never', 'after-exit', 'always']).default('after-exit'),
})

/** A journey as React Flow draws it and as we keep it: its own keys, with a schema number on top. */
export const graphSchema = z.object({
  schema: z.literal(1),
  nodes: z.array(nodeSchema).max(500),
  edges: z.array(edgeSchema).max(2000),
  settings: settingsSchema.default({ reentry: 'after-exit' }),
})

export type Graph = z.infer<typeof graphSchema>
export type GraphNode = z.infer<typeof nodeSchema>
export type GraphEdge = z.infer<typeof edgeSchema>

/** The handle of nodes that have one way out. */
export const OUT = 'out'

export const emptyGraph = (): Graph => ({
  schema: 1,
  nodes: [],
  edges: [],
  settings: { reentry: 'after-exit' },
})
