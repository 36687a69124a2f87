import { describe, expect, test } from 'vitest'
import { litPath, stonesAhead } from '../../editor/parts/lit-path.ts'
import type { Graph } from '../../server/engine/graph.ts'

/** in → hello → pause → fork ─yes→ offer → out, and ─else→ nothing */
const graph: Graph = {
  schema: 1,
  settings: { reentry: 'after-exit' },
  nodes: [
    node('in', 'trigger', { kind: 'hand' }),
    node('hello', 'send', {}),
    node('pause', 'wait', { wait: { type: 'duration', amount: 1, unit: 'days' } }),
    node('fork', 'condition', {
      branches: [{ id: 'yes', name: '', rule: { join: 'all', questions: [] } }],
    }),
    node('offer', 'send', {}),
    node('out', 'exit', {}),
  ],
  edges: [
    edge('in', 'hello'),
    edge('hello', 'pause'),
    edge('pause', 'fork'),
    edge('fork', 'offer', 'yes'),
    edge('offer', 'out'),
  ],
}
const passed = (nodeId: string, out = 'out') => ({ nodeId, out })
const stands = (nodeId: string) => ({ nodeId, out: null })

describe('the path of somebody who waits', () => {
  const lit = litPath(graph, {
    path: [passed('in'), passed('hello'), stands('pause')],
    here: 'pause',
  })

  test('is lit behind them, with the stone they stand on', () => {
    expect(lit.stones.get('in')).toBe('lit')
    expect(lit.stones.get('hello')).toBe('lit')
    expect(lit.stones.get('pause')).toBe('here')
    expect(lit.lines.get('hello-out')).toBe('lit')
  })

  test('shows what comes next only as far as it is certain', () => {
    expect(lit.lines.get('pause-out')).toBe('ahead')
    expect(lit.stones.get('fork')).toBe('ahead')
    expect(lit.lines.get('fork-yes')).toBe('idle')
    expect(lit.stones.get('offer')).toBe('idle')
    expect(stonesAhead(lit.drawn, 'pause')).toEqual(['fork'])
  })

  test('has a place for every stone within its bounds', () => {
    const { x, y, width, height } = lit.bounds
    for (const box of lit.boxes.values()) {
      expect(box.x).toBeGreaterThanOrEqual(x)
      expect(box.y).toBeGreaterThanOrEqual(y)
      expect(box.x + box.width).toBeLessThanOrEqual(x + width)
      expect(box.y + box.height).toBeLessThanOrEqual(y + height)
    }
  })
})

describe('a path that has ended', () => {
  test('is lit to its exit and has nothing ahead', () => {
    const path = [passed('in'), passed('hello'), passed('pause'), passed('fork', 'yes')]
    const lit = litPath(graph, { path: [...path, passed('offer'), stands('out')], here: null })
    expect(lit.stones.get('out')).toBe('lit')
    expect([...lit.lines.values()]).not.toContain('ahead')
  })

  test('without an exit is lit to the small end that is drawn for it', () => {
    const path = [passed('in'), passed('hello'), passed('pause'), passed('fork', 'else')]
    const lit = litPath(graph, { path, here: null })
    const end = lit.drawn.lines.find(({ source, out }) => source === 'fork' && out === 'else')!
    expect(lit.lines.get(end.id)).toBe('lit')
    expect(lit.stones.get(end.target)).toBe('lit')
    expect(lit.stones.get('offer')).toBe('idle')
  })
})

test('a walk in a circle does not look ahead for ever', () => {
  const round: Graph = {
    ...graph,
    edges: [edge('in', 'hello'), edge('hello', 'pause'), edge('pause', 'hello')],
  }
  const { drawn } = litPath(round, { path: [], here: 'hello' })
  expect(stonesAhead(drawn, 'hello')).toEqual(['pause'])
})

function node(id: string, type: string, data: Record<string, unknown>) {
  return { id, type, position: { x: 0, y: 0 }, data }
}

function edge(source: string, target: string, sourceHandle = 'out') {
  return { id: `${source}-${sourceHandle}`, source, target, sourceHandle }
}
