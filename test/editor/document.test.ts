import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { besides, readCopy, renamed } from '../../editor/canvas/clipboard.ts'
import { type Doc, type DocAction, document, openDoc } from '../../editor/canvas/document.ts'
import { outsOf } from '../../editor/canvas/drawing.ts'
import { canConnect, edit, placeAfter } from '../../editor/canvas/edits.ts'
import { newId } from '../../editor/canvas/new-id.ts'
import { sizes } from '../../editor/canvas/shapes.ts'
import { parseGraph } from '../../server/engine/check.ts'
import type { Graph, GraphNode } from '../../server/engine/graph.ts'
import { nodeTypes, registry } from '../../server/engine/nodes/index.ts'
import { branch, graphOf, hand, mail, wait } from '../engine/make.ts'

const path = graphOf(
  {
    start: ['trigger', hand],
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

const fresh = (type: string, id: string, y = 0): GraphNode => ({
  id,
  type,
  position: { x: 0, y },
  data: { ...(nodeTypes[type]!.fresh as Record<string, unknown>) },
})

const lines = (graph: Graph) =>
  graph.edges.map(
    ({ source, sourceHandle, target }) =>
      `${source}${sourceHandle && sourceHandle !== 'out' ? `.${sourceHandle}` : ''} > ${target}`,
  )

const after = (...actions: DocAction[]) => actions.reduce(document, openDoc(path)).graph

describe('an edit of a drawn journey', () => {
  test.each<[string, DocAction, string[]]>([
    [
      'adds a stone behind a way out that led nowhere',
      { type: 'add', node: fresh('exit', 'new'), after: { nodeId: 'plan', out: 'else' } },
      ['start > hello', 'hello > day', 'day > plan', 'plan.gold > end', 'plan.else > new'],
    ],
    [
      'inserts a stone on a line',
      { type: 'add', node: fresh('wait', 'new'), after: { nodeId: 'start', out: 'out' } },
      ['hello > day', 'day > plan', 'plan.gold > end', 'start > new', 'new > hello'],
    ],
    [
      'inserts a condition on a line: its first branch goes on',
      { type: 'add', node: fresh('condition', 'new'), after: { nodeId: 'hello', out: 'out' } },
      ['start > hello', 'day > plan', 'plan.gold > end', 'hello > new', 'new.yes > day'],
    ],
    [
      'puts an exit on a line: what followed is let go',
      { type: 'add', node: fresh('exit', 'new'), after: { nodeId: 'hello', out: 'out' } },
      ['start > hello', 'day > plan', 'plan.gold > end', 'hello > new'],
    ],
    [
      'adds a trigger without a line, also behind a way out',
      { type: 'add', node: fresh('trigger', 'new'), after: { nodeId: 'plan', out: 'else' } },
      lines(path),
    ],
    [
      'connects a free way out',
      { type: 'connect', from: { nodeId: 'plan', out: 'else' }, target: 'hello' },
      [...lines(path), 'plan.else > hello'],
    ],
    [
      'connects a way out that had a line: the old one goes',
      { type: 'connect', from: { nodeId: 'start', out: 'out' }, target: 'day' },
      ['hello > day', 'day > plan', 'plan.gold > end', 'start > day'],
    ],
    [
      'does not connect into a trigger',
      { type: 'connect', from: { nodeId: 'plan', out: 'else' }, target: 'start' },
      lines(path),
    ],
    [
      'does not connect a stone to itself',
      { type: 'connect', from: { nodeId: 'day', out: 'out' }, target: 'day' },
      lines(path),
    ],
    [
      'does not connect from a way out that is not there',
      { type: 'connect', from: { nodeId: 'plan', out: 'silver' }, target: 'end' },
      lines(path),
    ],
    [
      'moves the end of a line to another stone',
      {
        type: 'reconnect',
        edgeId: 'day-out-plan',
        from: { nodeId: 'day', out: 'out' },
        target: 'end',
      },
      ['start > hello', 'hello > day', 'plan.gold > end', 'day > end'],
    ],
    [
      'moves the beginning of a line to another way out',
      {
        type: 'reconnect',
        edgeId: 'plan-gold-end',
        from: { nodeId: 'plan', out: 'else' },
        target: 'end',
      },
      ['start > hello', 'hello > day', 'day > plan', 'plan.else > end'],
    ],
    [
      'joins the lines where a stone is removed',
      { type: 'remove', nodeIds: ['day'], edgeIds: [] },
      ['start > hello', 'hello > plan', 'plan.gold > end'],
    ],
    [
      'joins them past several removed stones',
      { type: 'remove', nodeIds: ['day', 'hello'], edgeIds: [] },
      ['start > plan', 'plan.gold > end'],
    ],
    [
      'joins nothing where a removed stone had several ways out',
      { type: 'remove', nodeIds: ['plan'], edgeIds: [] },
      ['start > hello', 'hello > day'],
    ],
    [
      'removes a line alone',
      { type: 'remove', nodeIds: [], edgeIds: ['hello-out-day'] },
      ['start > hello', 'day > plan', 'plan.gold > end'],
    ],
    [
      'takes the line of a removed branch away',
      { type: 'update', nodeId: 'plan', data: { name: '', branches: [branch('new', 'a', 'b')] } },
      ['start > hello', 'hello > day', 'day > plan'],
    ],
    [
      'keeps the lines of branches that are renamed and reordered',
      {
        type: 'update',
        nodeId: 'plan',
        data: { name: 'x', branches: [branch('new', 'a', 'b'), branch('gold', 'plan', 'g')] },
      },
      lines(path),
    ],
    [
      'does not take data that the kind cannot hold',
      { type: 'update', nodeId: 'day', data: { name: '', wait: { amount: -1 } } },
      lines(path),
    ],
  ])('%s', (_, action, expected) => {
    const graph = after(action)
    expect(lines(graph)).toEqual(expected)
    expect(parseGraph(graph)).toHaveProperty('graph')
  })

  test('that is not possible or changes nothing leaves the very same document', () => {
    const doc = openDoc(path)
    const idle: DocAction[] = [
      { type: 'connect', from: { nodeId: 'start', out: 'out' }, target: 'hello' },
      { type: 'move', to: { hello: { x: 0, y: 0 }, nobody: { x: 8, y: 8 } } },
      { type: 'update', nodeId: 'hello', data: path.nodes[1]!.data },
      { type: 'remove', nodeIds: ['nobody'], edgeIds: ['nothing'] },
      { type: 'settings', settings: { reentry: 'after-exit' } },
      { type: 'undo' },
      { type: 'redo' },
    ]
    for (const action of idle) expect(document(doc, action)).toBe(doc)
  })

  test('that inserts a stone makes room below it, and only there', () => {
    const stacked = edit(path, {
      type: 'move',
      to: { hello: { x: 0, y: 80 }, day: { x: 0, y: 168 }, plan: { x: 0, y: 232 } },
    })
    const from = { nodeId: 'hello', out: 'out' }
    const node = { ...fresh('send', 'new'), position: placeAfter(stacked, from, 'send') }
    const graph = edit(stacked, { type: 'add', node, after: from })
    const ys = Object.fromEntries(graph.nodes.map(({ id, position }) => [id, position.y]))
    expect(ys).toEqual({ start: 0, end: 0, hello: 80, new: 168, day: 264, plan: 328 })
  })
})

describe('copy and paste', () => {
  test('brings stones and the lines among them into another journey under new ids', () => {
    const piece = readCopy(JSON.stringify(path))!
    const { nodes, edges } = renamed(piece, { x: 80, y: 160 }, newId)
    const graph = edit(path, { type: 'paste', piece: { nodes, edges } })
    expect(graph.nodes).toHaveLength(10)
    expect(graph.edges).toHaveLength(8)
    expect(graph.nodes.at(-1)!.position).toEqual({ x: 80, y: 160 })
    expect(parseGraph(graph)).toHaveProperty('graph')
  })

  test('puts stones beside those that stand there, never on them', () => {
    const at = { x: path.nodes[0]!.position.x, y: path.nodes[0]!.position.y }
    const once = besides(path, renamed(path, at, newId))
    const twice = besides(edit(path, { type: 'paste', piece: once }), renamed(path, at, newId))
    expect(once.nodes[0]!.position.y).toBe(at.y)
    const [first, second] = [once.nodes[0]!.position.x, twice.nodes[0]!.position.x]
    const { width } = sizes.pill
    expect(first - at.x).toBeGreaterThanOrEqual(width)
    expect(second - first).toBeGreaterThanOrEqual(width)
  })

  test('reads nothing from text that is no journey', () => {
    for (const text of ['', 'hello', '{', '{"a":1}', '[]', JSON.stringify(graphOf({}, []))]) {
      expect(readCopy(text)).toBeNull()
    }
  })
})

describe('undo and redo', () => {
  test('typing in one field is one step back, the next field another', () => {
    const type = (subject: string, text = 'Hello'): DocAction => {
      const data = { name: '', ...mail(subject), text }
      return { type: 'update', nodeId: 'hello', data, gesture: 'typing' }
    }
    const doc = [type('H'), type('Hi'), type('Hi!'), type('Hi!', 'Body')].reduce(
      document,
      openDoc(path),
    )
    const subjects = (doc: Doc) => doc.graph.nodes[1]!.data.subject
    expect(doc.past).toHaveLength(2)
    const once = document(doc, { type: 'undo' })
    expect(subjects(once)).toBe('Hi!')
    expect(document(once, { type: 'undo' }).graph).toBe(path)
    expect(document(once, { type: 'redo' }).graph).toBe(doc.graph)
  })

  test('a drag is one step back, the next drag another', () => {
    const to = (x: number, gesture: string): DocAction => ({
      type: 'move',
      to: { hello: { x, y: 0 } },
      gesture,
    })
    const doc = [to(8, 'a'), to(16, 'a'), to(24, 'b')].reduce(document, openDoc(path))
    expect(doc.past.map((graph) => graph.nodes[1]!.position.x)).toEqual([0, 16])
  })

  test('an edit after an undo forgets what was undone', () => {
    const cut: DocAction = { type: 'remove', nodeIds: ['day'], edgeIds: [] }
    const doc = [cut, { type: 'undo' } as const, cut].reduce(document, openDoc(path))
    expect(doc.future).toEqual([])
    expect(doc.past).toEqual([path])
  })

  test('after any edits lead back to the graph of before, and every graph on the way can be saved', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 25 }), (moves) => {
        const docs = [openDoc(path)]
        for (const move of moves) {
          const doc = docs.at(-1)!
          const next = document(doc, move(doc.graph))
          if (next !== doc) docs.push(next)
          expect(parseGraph(next.graph)).toHaveProperty('graph')
        }
        const last = docs.at(-1)!
        let doc = last
        for (const before of docs.slice(0, -1).reverse()) {
          doc = document(doc, { type: 'undo' })
          expect(doc.graph).toBe(before.graph)
        }
        for (const next of docs.slice(1)) {
          doc = document(doc, { type: 'redo' })
          expect(doc.graph).toBe(next.graph)
        }
      }),
    )
  })
})

/** Any edit, chosen by numbers so that it fits whatever graph has come about. */
const anyMove: fc.Arbitrary<(graph: Graph) => DocAction> = fc
  .record({ kind: fc.nat(6), a: fc.nat(), b: fc.nat(), c: fc.nat(), id: fc.uuid() })
  .map(({ kind, a, b, c, id }) => (graph) => {
    const pick = <T>(list: readonly T[], n: number) => list[n % Math.max(list.length, 1)]
    const node = pick(graph.nodes, a)
    const target = pick(graph.nodes, b)?.id ?? ''
    const out = node && pick(outsOf(node), c)
    const from = { nodeId: node?.id ?? '', out: out ?? 'out' }
    const type = pick(Object.keys(registry), b)!
    switch (kind) {
      case 0:
        return { type: 'add', node: fresh(type, `n-${id}`), after: from }
      case 1:
        return { type: 'connect', from, target }
      case 2:
        return { type: 'reconnect', edgeId: pick(graph.edges, c)?.id ?? '', from, target }
      case 3:
        return { type: 'move', to: { [target]: { x: a % 500, y: b % 500 } } }
      case 4:
        return {
          type: 'remove',
          nodeIds: a % 3 ? [target] : [],
          edgeIds: graph.edges.slice(0, c % 2).map((edge) => edge.id),
        }
      case 5: {
        if (node?.type !== 'condition') return { type: 'settings', settings: { reentry: 'always' } }
        const branches = [branch('gold', 'plan', 'gold'), branch(`b-${id}`, 'a', 'b')]
        return {
          type: 'update',
          nodeId: node.id,
          data: { name: id, branches: branches.slice(a % 3) },
        }
      }
      default: {
        const { nodes, edges } = renamed(
          { ...graph, nodes: [...graph.nodes, fresh('exit', 'x')] },
          { x: 8, y: 8 },
          (type) => `${type}-${id}-${c++}`,
        )
        return { type: 'paste', piece: { nodes: nodes.slice(0, 3), edges } }
      }
    }
  })

test('whether a line may be drawn is known before it is drawn', () => {
  expect(canConnect(path, { nodeId: 'plan', out: 'else' }, 'day')).toBe(true)
  expect(canConnect(path, { nodeId: 'end', out: 'out' }, 'day')).toBe(false)
})
