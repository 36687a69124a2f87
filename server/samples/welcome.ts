import type { Graph, GraphNode } from '../engine/graph.ts'
import type { SampleTexts } from './words.ts'

/**
 * A welcome that shows every kind of stone, and a mail on each side of its fork within the first
 * minute. Pure.
 */
export function welcomeGraph(texts: SampleTexts, sourceId: number): Graph {
  const { stones, mails } = texts
  const send = (id: keyof typeof mails, x: number, y: number): GraphNode => ({
    id,
    type: 'send',
    position: { x, y },
    data: { ...mails[id], text: '', class: 'advertising', ifLeftOut: 'go-on' },
  })
  const rule = {
    join: 'all',
    questions: [{ from: 'contact', key: 'company', as: 'text', op: 'is-not-empty', value: '' }],
  }
  return {
    schema: 1,
    nodes: [
      {
        id: 'start',
        type: 'trigger',
        position: { x: 0, y: 0 },
        data: { name: stones.trigger, kind: 'source', sourceId },
      },
      send('welcome', 0, 88),
      {
        id: 'fork',
        type: 'condition',
        position: { x: 0, y: 184 },
        data: { name: stones.condition, branches: [{ id: 'company', name: stones.office, rule }] },
      },
      send('office', -128, 296),
      send('home', 128, 296),
      {
        id: 'day',
        type: 'wait',
        position: { x: 0, y: 408 },
        data: { name: stones.wait, wait: { type: 'duration', amount: 1, unit: 'days' } },
      },
      send('visit', 0, 472),
      { id: 'end', type: 'exit', position: { x: 0, y: 568 }, data: { name: stones.exit } },
    ],
    edges: [
      line('start', 'welcome'),
      line('welcome', 'fork'),
      line('fork', 'office', 'company'),
      line('fork', 'home', 'else'),
      line('office', 'day'),
      line('home', 'day'),
      line('day', 'visit'),
      line('visit', 'end'),
    ],
    settings: { reentry: 'after-exit' },
  }
}

const line = (source: string, target: string, sourceHandle = 'out') => ({
  id: `${source}:${sourceHandle}-${target}`,
  source,
  target,
  sourceHandle,
})
