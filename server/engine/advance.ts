import type { Walkable } from './compile.ts'
import type { Detail } from './node-type.ts'
import type { Known } from './rule-facts.ts'

/** What a node wrote down when it began to rest. Plain JSON: it is kept in the enrollment's row. */
export type Rest = { until?: string; message?: true }

/** The part of an enrollment that walking reads and writes. */
export type Standing = {
  state: 'active' | 'waiting' | 'held' | 'completed' | 'exited' | 'failed'
  nodeId: string
  seq: number
  rest: Rest | null
  wakeAt: Temporal.Instant | null
  sinceAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

/** All that a walk may know, loaded in bulk beforehand. */
export type Facts = Known & {
  /** This enrollment's messages at the node where it rests. */
  messages: readonly MessageFact[]
}

export type MessageFact = {
  nodeId: string
  visit: number
  state: string
  /** A stored name for why, or null. */
  reason: string | null
  finalAt: Temporal.Instant | null
}

/** What the shell must do; told as values, done in bulk. */
export type Effect = {
  type: 'queue-message'
  nodeId: string
  visit: number
  class: 'advertising' | 'transactional'
}

export type Step = {
  seq: number
  nodeId: string
  kind: 'rest' | 'pass' | 'end'
  out: string | null
  at: Temporal.Instant
  detail: Detail | null
}

export type Advanced = { enrollment: Standing; steps: Step[]; effects: Effect[] }

/** More steps than any drawn journey has between two rests: `check` refuses loops without a wait. */
const LONGEST_WALK = 600

/**
 * Walks from node to node until something must be waited for. Pure.
 * @throws when a node throws or the graph lacks the node: the shell keeps the error with the enrollment
 */
export function advance(
  graph: Walkable,
  enrollment: Standing,
  facts: Facts,
  now: Temporal.Instant,
): Advanced {
  const at: Standing = { ...enrollment }
  const steps: Step[] = []
  const effects: Effect[] = []
  const write = (kind: Step['kind'], out: string | null, detail: Detail | undefined) =>
    steps.push({ seq: at.seq++, nodeId: at.nodeId, kind, out, at: now, detail: detail ?? null })

  while (steps.length < LONGEST_WALK) {
    const node = graph.nodes.get(at.nodeId)
    if (!node) throw new Error(`The version has no node ${at.nodeId}`)
    const walked = node.type.walk(node.data, {
      nodeId: at.nodeId,
      rest: at.rest,
      // A node that rests wrote its arrival as the step before; a new arrival takes the next number.
      visit: at.rest ? at.seq - 1 : at.seq,
      facts,
      now,
      since: at.sinceAt,
    })
    if (walked.type === 'rest') {
      if (!at.rest) write('rest', null, walked.detail)
      effects.push(...(walked.effects ?? []))
      const wakeAt = walked.wakeAt
      return { enrollment: { ...at, state: 'waiting', rest: walked.rest, wakeAt }, steps, effects }
    }
    if (walked.type === 'end') {
      write('end', null, walked.detail)
      return { enrollment: ended(at, walked.state, now), steps, effects }
    }
    write('pass', walked.out, walked.detail)
    const next = graph.next(at.nodeId, walked.out)
    // A path without an exit ends where its last line is missing.
    if (!next) return { enrollment: ended(at, 'completed', now), steps, effects }
    at.nodeId = next
    at.rest = null
    at.sinceAt = walked.since ?? now
  }
  throw new Error(`The walk passed ${LONGEST_WALK} nodes without coming to rest`)
}

function ended(at: Standing, state: 'completed' | 'exited', now: Temporal.Instant): Standing {
  return { ...at, state, rest: null, wakeAt: null, endedAt: now }
}
