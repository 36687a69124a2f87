import { describe, expect, test } from 'vitest'
import { check, parseGraph } from '../../server/engine/check.ts'
import type { Graph } from '../../server/engine/graph.ts'
import { branch, graphOf, hand, mail, wait } from './make.ts'

const codes = (graph: Graph, around = {}) =>
  check(graph, around).map(({ code, nodeId }) => (nodeId ? `${nodeId}: ${code}` : code))

const good = graphOf(
  {
    start: ['trigger', { kind: 'source', sourceId: 1 }],
    hello: ['send', mail()],
    day: ['wait', wait(1, 'days')],
    plan: ['condition', { branches: [branch('gold', 'plan', 'gold')] }],
    end: ['exit'],
  },
  [
    ['start', 'hello'],
    ['hello', 'day'],
    ['day', 'plan'],
    ['plan', 'end', 'gold'],
  ],
)

const changed = (change: (graph: Graph) => unknown) => {
  const graph = structuredClone(good)
  change(graph)
  return graph
}
const node = (graph: Graph, id: string) => graph.nodes.find((each) => each.id === id)!

describe('check', () => {
  test('finds nothing to mend in a good journey', () => {
    expect(codes(good, { sourceIds: [1], liquid: () => null })).toEqual([])
  })

  test.each<[string, (graph: Graph) => unknown, string[]]>([
    ['an empty canvas', (g) => Object.assign(g, { nodes: [], edges: [] }), ['no-trigger']],
    [
      'no source chosen',
      (g) => Object.assign(node(g, 'start').data, { sourceId: null }),
      ['start: source-missing'],
    ],
    [
      'a source that is gone',
      (g) => Object.assign(node(g, 'start').data, { sourceId: 9 }),
      ['start: source-unknown'],
    ],
    [
      'a mail without subject',
      (g) => Object.assign(node(g, 'hello').data, { subject: ' ' }),
      ['hello: subject-missing'],
    ],
    [
      'a mail without words',
      (g) => Object.assign(node(g, 'hello').data, { text: '' }),
      ['hello: body-missing'],
    ],
    [
      'a wait of nothing',
      (g) => Object.assign(node(g, 'day').data, { wait: wait(0, 'days').wait }),
      ['day: wait-zero'],
    ],
    [
      'a condition without branches',
      (g) => {
        node(g, 'plan').data.branches = []
        g.edges = g.edges.filter((edge) => edge.source !== 'plan')
        g.nodes = g.nodes.filter((each) => each.id !== 'end')
      },
      ['plan: branch-without-rule'],
    ],
    [
      'a question without a value',
      (g) => Object.assign(node(g, 'plan').data, { branches: [branch('gold', 'plan', '')] }),
      ['plan: rule-unfinished'],
    ],
    [
      'a stone that no path reaches',
      (g) => g.nodes.push({ ...node(g, 'end'), id: 'lost' }),
      ['lost: unreachable'],
    ],
    [
      'a trigger that leads nowhere',
      (g) => Object.assign(g, { edges: g.edges.filter((edge) => edge.source !== 'start') }),
      [
        'start: leads-nowhere',
        'hello: unreachable',
        'day: unreachable',
        'plan: unreachable',
        'end: unreachable',
      ],
    ],
  ])('names %s', (_, change, expected) => {
    expect(codes(changed(change), { sourceIds: [1] })).toEqual(expected)
  })

  test('names a loop on which nobody ever waits, even through a mail', () => {
    const loop = graphOf(
      {
        start: ['trigger', hand],
        a: ['send', mail()],
        b: ['condition', { branches: [branch('x', 'k', 'v')] }],
      },
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'a', 'else'],
      ],
    )
    expect(codes(loop)).toEqual(['a: loop-without-wait'])
  })

  test('lets a loop pass on which people wait', () => {
    const loop = graphOf(
      { start: ['trigger', hand], a: ['send', mail()], b: ['wait', wait(1, 'days')] },
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ],
    )
    expect(codes(loop)).toEqual([])
  })

  test('asks about every Liquid part of a mail', () => {
    const liquid = (text: string) => (text.includes('{{') ? 'line 1: not closed' : null)
    const graph = changed((g) =>
      Object.assign(node(g, 'hello').data, { subject: '{{ x', html: '{{ y' }),
    )
    expect(check(graph, { liquid })).toEqual([
      { code: 'liquid-wrong', nodeId: 'hello', detail: 'line 1: not closed' },
      { code: 'liquid-wrong', nodeId: 'hello', detail: 'line 1: not closed' },
    ])
  })
})

describe('reading a graph from outside', () => {
  const problems = (input: unknown) => {
    const read = parseGraph(input)
    return 'problems' in read
      ? read.problems.map(({ code, nodeId }) => (nodeId ? `${nodeId}: ${code}` : code))
      : []
  }

  test('takes what React Flow writes, whatever else it carries', () => {
    const graph = {
      ...good,
      viewport: { x: 0, y: 0, zoom: 1 },
      nodes: good.nodes.map((each) => ({ ...each, measured: { width: 1 }, selected: true })),
    }
    expect(parseGraph(graph)).toEqual({ graph: good })
  })

  test('names every broken thing at once, by node', () => {
    const graph = structuredClone(good)
    node(graph, 'hello').type = 'fax'
    node(graph, 'day').data.wait = { type: 'duration', amount: 'soon', unit: 'days' }
    graph.nodes.push({ ...node(graph, 'end') })
    graph.edges.push(
      { id: 'e1', source: 'plan', target: 'nobody', sourceHandle: 'else' },
      { id: 'e2', source: 'plan', target: 'end', sourceHandle: 'silver' },
      { id: 'e3', source: 'plan', target: 'end', sourceHandle: 'gold' },
      { id: 'e4', source: 'end', target: 'start', sourceHandle: null },
    )
    expect(problems(graph).sort()).toEqual([
      'day: wrong-data',
      'end: edge-from-unknown-out',
      'end: edge-into-trigger',
      'end: same-id-twice',
      'hello: unknown-type',
      'plan: edge-from-unknown-out',
      'plan: edge-without-end',
      'plan: two-edges-from-one-out',
    ])
  })

  test('tells branches that cannot be told apart, also one that calls itself else', () => {
    const rule = { join: 'all', questions: [] }
    const branches = (...ids: string[]) => ({ branches: ids.map((id) => ({ id, rule })) })
    const ways = graphOf({ a: ['condition', branches('yes', 'yes')] }, [])
    expect(problems(ways)).toEqual(['a: same-id-twice'])
    const last = graphOf({ a: ['condition', branches('else')] }, [])
    expect(problems(last)).toEqual(['a: same-id-twice'])
  })

  test.each([
    null,
    'graph',
    [],
    {},
    { schema: 2, nodes: [], edges: [] },
    { schema: 1, nodes: 'x', edges: [] },
    { schema: 1, nodes: [null], edges: [] },
    { schema: 1, nodes: [], edges: [{ id: 1 }] },
  ])('refuses %j', (input) => {
    expect(problems(input).length).toBeGreaterThan(0)
  })

  test('is not fooled by a type named like what every object has', () => {
    const graph = graphOf({ a: ['constructor'], b: ['__proto__'] }, [])
    expect(problems(graph)).toEqual(['a: unknown-type', 'b: unknown-type'])
  })
})
