import type { z } from 'zod'
import type { Effect, Facts, Rest } from './advance.ts'
import type { Asks } from './asks.ts'
import type { Problem } from './problem.ts'

/**
 * All that the product asks of a kind of node. A new kind is one file that exports this, one face
 * in the editor and one test; nothing else has to be changed for it.
 */
export type NodeType<Data = unknown> = {
  type: string
  /** Tolerant of what is unfinished (an empty subject): `check` names it, a draft may keep it. */
  data: z.ZodType<Data>
  /** What a node holds when it is dropped on the canvas. */
  fresh: Data
  /** Journeys begin here, by this; no line may lead in. Pure. */
  begins?(data: Data): Beginning
  /** Time passes here, so a loop through it is not endless in one walk. */
  rests?: boolean
  /** The ways out, in the order they are drawn. Pure. */
  outs(data: Data): string[]
  /** What it looks at beside the contact's row and the payload. Pure. */
  asks?(data: Data): Asks
  /** What must be mended before publishing, without node ids (the caller adds them). Pure. */
  check(data: Data, around: Around): NodeProblem[]
  /** What happens to an enrollment that is here. Pure. */
  walk(data: Data, here: Here): Walked
}

/** What lets people in: a post to a source, or somebody's hand (an administrator, the API). */
export type Beginning = { by: 'source'; sourceId: number | null } | { by: 'hand' }

export type NodeProblem = Omit<Problem, 'nodeId' | 'edgeId'>

/** What `check` may ask that a graph does not know. */
export type Around = {
  /** Sources that exist; undefined: not known here, don't judge. */
  sourceIds?: readonly number[]
  /** A sender is set up, but advertising could not say of them what the law wants. */
  senderUnnamed?: boolean
  /** Says what is wrong with a Liquid text, or null. Rendering is not the engine's. */
  liquid?: (text: string) => string | null
}

export type Here = {
  nodeId: string
  /** Null on arrival; afterwards what this node wrote down when it began to rest. */
  rest: Rest | null
  /** The seq of the step of this arrival: tells two visits apart. */
  visit: number
  facts: Facts
  now: Temporal.Instant
  /** Waits are counted from here. */
  since: Temporal.Instant
}

export type Walked =
  | { type: 'go'; out: string; detail?: Detail; since?: Temporal.Instant }
  | {
      type: 'rest'
      wakeAt: Temporal.Instant | null
      rest: Rest
      detail?: Detail
      effects?: Effect[]
    }
  | { type: 'end'; state: 'completed' | 'exited'; detail?: Detail }

/** Plain JSON for the timeline: the values looked at, until when and why. */
export type Detail = Record<string, unknown>
