import type { Graph } from '../engine/graph.ts'
import type { Looked } from '../engine/rule.ts'

/** A contact's timeline as the screen reads it; instants are ISO text. */
export type Timeline = {
  /** What happens next, soonest first; empty when nothing is under way. */
  next: Next[]
  walks: Walk[]
  /** Newest first. */
  entries: Entry[]
}

export type Next = {
  enrollmentId: number
  journeyId: number
  journeyName: string
  nodeId: string
  nodeType: string
  nodeName: string
  /** Null: as soon as something else happens (a mail is handed over, an admin decides). */
  at: string | null
  reason: 'wait' | 'due' | 'message' | 'mail-held' | 'paused' | 'archived' | 'held' | 'retry'
  /** Where the walk goes then, if one line leads on. */
  onward: { nodeType: string; nodeName: string } | null
}

/** One enrollment with the version it walks, for the journey drawn beside the timeline. */
export type Walk = {
  enrollmentId: number
  journeyId: number
  journeyName: string
  /** mail: one mail that was sent by itself, and nothing else. */
  journeyKind: 'journey' | 'mail'
  journeyState: 'draft' | 'live' | 'paused' | 'archived'
  version: number
  state: 'active' | 'waiting' | 'held' | 'completed' | 'exited' | 'failed'
  enteredAt: string
  endedAt: string | null
  nodeId: string
  /** How many steps it has: says where it stood when somebody moves it. */
  seq: number
  graph: Graph
  /** Nodes in the order they were lived, with the way out taken (null: stands here, or ended). */
  path: { nodeId: string; out: string | null; at: string }[]
  error: string | null
}

export type Entry = {
  /** Stable: `step:12/3`, `event:88`, `entered:12`. */
  id: string
  at: string
  enrollmentId: number | null
  journeyId: number | null
  journeyName: string | null
  nodeId: string | null
  nodeType: string | null
  nodeName: string | null
} & (
  | { kind: 'entered'; origin: string; originName: string | null; payload: Record<string, unknown> }
  | ({ kind: 'waiting' } & Span)
  | { kind: 'waited' }
  /** A wait that was over before the contact came to it. */
  | ({ kind: 'over' } & Span)
  | { kind: 'branched'; out: string; outName: string | null; asked: Asked[] }
  | { kind: 'message'; message: MessageEntry }
  | {
      kind: 'ended'
      as: 'completed' | 'exited'
      reason: string | null
      hand: Hand | null
      /** Of a merge: the address of the contact whose walk it was. */
      other?: string
    }
  | { kind: 'moved'; toNodeId: string; hand: Hand }
  | { kind: 'failed'; error: string; tries: number }
  | {
      kind: 'event'
      name: string
      origin: string
      /** Whose hand, or through what: of an act on many who asked for it. */
      by: string
      byName: string | null
      payload: Record<string, unknown>
      /** Of a merge: the address of the contact that was merged in. */
      other?: string
    }
)

/** Who did it by hand, and why. */
export type Hand = { actor: string; name: string | null; note: string }

/** How long a wait lasts, from when, by whose clock. */
type Span = { until: string; since: string; amount: number; unit: string; zone: string }

export type Asked = {
  branch: string
  met: boolean
  looked: Looked[]
}

export type MessageEntry = {
  id: number
  state: string
  reason: string | null
  subject: string | null
  from: string | null
  to: string | null
  reply: string | null
  transport: string
  queuedAt: string
  finalAt: string | null
  /** The merge fields of the contact that stand in the mail. */
  merged: Record<string, string>
}
