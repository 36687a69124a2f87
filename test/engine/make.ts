import type { Facts, Standing } from '../../server/engine/advance.ts'
import type { Graph } from '../../server/engine/graph.ts'
import { nothingHappened } from '../../server/engine/rule-facts.ts'

export const at = (text: string) => Temporal.Instant.from(text)

type Line = [source: string, target: string, out?: string]

/** A graph from `{ id: [type, data] }` and lines, positions left at zero. */
export function graphOf(
  nodes: Record<string, [type: string, data?: Record<string, unknown>]>,
  lines: Line[],
): Graph {
  return {
    schema: 1,
    nodes: Object.entries(nodes).map(([id, [type, data = {}]]) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      data: { name: '', ...data },
    })),
    edges: lines.map(([source, target, out]) => ({
      id: `${source}-${out ?? 'out'}-${target}`,
      source,
      target,
      sourceHandle: out ?? null,
    })),
    settings: { reentry: 'after-exit' },
  }
}

export const wait = (amount: number, unit: string) => ({ wait: { type: 'duration', amount, unit } })

export const mail = (subject = 'Hello', more: Record<string, unknown> = {}) => ({
  subject,
  preheader: '',
  html: '',
  text: 'Hello',
  class: 'advertising',
  ifLeftOut: 'go-on',
  ...more,
})

export const branch = (id: string, key: string, value: string) => ({
  id,
  name: id,
  rule: { join: 'all', questions: [{ from: 'contact', key, as: 'text', op: 'equals', value }] },
})

export const hand = { kind: 'hand', sourceId: null }

export const standingAt = (nodeId: string, since: Temporal.Instant): Standing => ({
  state: 'active',
  nodeId,
  seq: 0,
  rest: null,
  wakeAt: since,
  sinceAt: since,
  endedAt: null,
})

export const factsOf = (facts: Partial<Facts> = {}): Facts => ({
  ...nothingHappened,
  contact: {
    email: 'yui@example.jp',
    zone: 'Asia/Tokyo',
    language: 'ja',
    createdAt: at('2026-01-05T00:00:00Z'),
    attributes: {},
    tags: [],
    topics: [],
    consent: null,
    suppressed: false,
  },
  payload: {},
  messages: [],
  ...facts,
})
