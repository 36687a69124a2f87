import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawing } from '../../editor/canvas/drawing.ts'
import { layout } from '../../editor/canvas/layout.ts'
import { rounded, ways } from '../../editor/canvas/route.ts'
import { type Box, overlaps } from '../../editor/canvas/shapes.ts'
import { neighbour } from '../../editor/canvas/walk.ts'
import type { Graph } from '../../server/engine/graph.ts'
import { branch, graphOf, hand, mail, wait } from '../engine/make.ts'

const three = [branch('gold', 'plan', 'g'), branch('silver', 'plan', 's')]

/** Two ways in, three branches, a join, a way around it, and a path that just ends. */
const journey = graphOf(
  {
    form: ['trigger', hand],
    shop: ['trigger', hand],
    hello: ['send', mail()],
    plan: ['condition', { branches: three }],
    a: ['send', mail()],
    day: ['wait', wait(1, 'days')],
    b: ['send', mail()],
    join: ['wait', wait(3, 'days')],
    last: ['send', mail()],
    end: ['exit'],
  },
  [
    ['form', 'hello'],
    ['shop', 'hello'],
    ['hello', 'plan'],
    ['plan', 'a', 'gold'],
    ['a', 'day'],
    ['day', 'join'],
    ['plan', 'b', 'silver'],
    ['b', 'join'],
    ['join', 'last'],
    ['last', 'end'],
  ],
)

const middle = (box: Box) => box.x + box.width / 2

describe('the layout', () => {
  const boxes = layout(journey)
  const box = (id: string) => boxes.get(id)!

  test('stands every stone on the grid, the small ends too, none on another', () => {
    expect(boxes.size).toBe(11)
    for (const [id, one] of boxes) {
      expect(middle(one) % 8).toBe(0)
      expect(one.y % 8).toBe(0)
      for (const [other, two] of boxes) if (id !== other) expect(overlaps(one, two, 8)).toBe(false)
    }
  })

  test('leads from top to bottom with even steps', () => {
    for (const { source, target } of journey.edges) {
      const gap = box(target).y - (box(source).y + box(source).height)
      expect(gap).toBeGreaterThanOrEqual(20)
    }
    expect(box('last').y - (box('join').y + box('join').height)).toBeLessThan(32)
  })

  test('keeps the branches in their order, else last', () => {
    expect(middle(box('a'))).toBeLessThan(middle(box('b')))
    expect(middle(box('b'))).toBeLessThan(middle(box('end:plan:else')))
  })

  test('stands a straight path in one column', () => {
    expect(middle(box('join'))).toBe(middle(box('last')))
    expect(middle(box('last'))).toBe(middle(box('end')))
    expect(middle(box('a'))).toBe(middle(box('day')))
  })

  test('is the same for the same journey, and knows an empty one and a circle', () => {
    expect(layout(structuredClone(journey))).toEqual(boxes)
    expect(layout(graphOf({}, [])).size).toBe(0)
    const circle = graphOf({ a: ['wait', wait(1, 'days')], b: ['wait', wait(1, 'days')] }, [
      ['a', 'b'],
      ['b', 'a'],
    ])
    expect([...layout(circle).keys()]).toEqual(['a', 'b'])
  })

  test('never puts a stone on another, whatever is drawn', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const all = [...layout(graph).values()]
        for (const [index, one] of all.entries()) {
          for (const two of all.slice(index + 1)) expect(overlaps(one, two)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('lines', () => {
  const drawn = drawing(journey)
  const boxes = layout(journey)

  test('run from below their source to above their target in right angles, clear of other stones', () => {
    const found = ways(drawn, boxes)
    expect(found.size).toBe(drawn.lines.length)
    for (const { id, source, target } of drawn.lines) {
      const { points, back } = found.get(id)!
      const [from, to] = [boxes.get(source)!, boxes.get(target)!]
      expect(back).toBe(false)
      expect(points[0]).toEqual({ x: middle(from), y: from.y + from.height })
      expect(points.at(-1)).toEqual({ x: middle(to), y: to.y })
      for (const [index, at] of points.entries()) {
        const next = points[index + 1]
        if (!next) continue
        expect(at.x === next.x || at.y === next.y).toBe(true)
        const stretch = {
          x: Math.min(at.x, next.x),
          y: Math.min(at.y, next.y),
          width: Math.abs(at.x - next.x),
          height: Math.abs(at.y - next.y),
        }
        for (const [other, box] of boxes) {
          if (other !== source && other !== target) expect(overlaps(stretch, box)).toBe(false)
        }
      }
    }
  })

  test('that lead up again go around everything between', () => {
    const loop = graphOf(
      { start: ['trigger', hand], day: ['wait', wait(1, 'days')], again: ['send', mail()] },
      [
        ['start', 'day'],
        ['day', 'again'],
        ['again', 'day'],
      ],
    )
    const way = ways(drawing(loop), layout(loop)).get('again-out-day')!
    expect(way.back).toBe(true)
    const right = Math.max(...[...layout(loop).values()].map((box) => box.x + box.width))
    expect(Math.max(...way.points.map(({ x }) => x))).toBeGreaterThan(right)
  })

  test('of two branches that lead to one stone stay apart', () => {
    const both = graphOf(
      { plan: ['condition', { branches: [branch('gold', 'plan', 'g')] }], mail: ['send', mail()] },
      [
        ['plan', 'mail', 'gold'],
        ['plan', 'mail', 'else'],
      ],
    )
    const found = ways(drawing(both), layout(both))
    const [gold, other] = [found.get('plan-gold-mail')!, found.get('plan-else-mail')!]
    expect(other.label.x - gold.label.x).toBeGreaterThan(100)
  })

  test('have round corners', () => {
    const path = [
      { x: 0, y: 0 },
      { x: 0, y: 40 },
      { x: 100, y: 40 },
    ]
    expect(rounded(path)).toBe('M0 0L0 26Q0 40 14 40L100 40')
  })
})

describe('arrow keys', () => {
  const drawn = drawing(journey)
  const go = (from: string, ...keys: ('up' | 'down' | 'left' | 'right')[]) =>
    keys.reduce<string | undefined>(
      (at, key) => at && neighbour(drawn, layout(journey), at, key),
      from,
    )

  test('walk along the lines and over to the next branch', () => {
    expect(go('form', 'down')).toBe('hello')
    expect(go('hello', 'down', 'down', 'down')).toBe('join')
    expect(go('a', 'right')).toBe('b')
    expect(go('a', 'right', 'right')).toBe('end:plan:else')
    expect(go('b', 'left')).toBe('a')
    expect(go('a', 'up', 'up')).toBe('hello')
    expect(go('form', 'right')).toBe('shop')
    expect(go('end', 'down')).toBeUndefined()
  })
})

const anyGraph: fc.Arbitrary<Graph> = fc
  .array(fc.record({ type: fc.nat(4), to: fc.array(fc.nat(20), { maxLength: 3 }) }), {
    maxLength: 14,
  })
  .map((nodes) => {
    const types = ['trigger', 'send', 'wait', 'condition', 'exit'] as const
    const data = {
      trigger: hand,
      send: mail(),
      wait: wait(1, 'days'),
      condition: { branches: three },
      exit: {},
    }
    const graph = graphOf(
      Object.fromEntries(nodes.map(({ type }, n) => [`n${n}`, [types[type]!, data[types[type]!]]])),
      [],
    )
    const outs = {
      trigger: ['out'],
      send: ['out'],
      wait: ['out'],
      condition: ['gold', 'silver', 'else'],
      exit: [],
    }
    graph.edges = nodes.flatMap(({ type, to }, n) =>
      outs[types[type]!].flatMap((out, index) => {
        const target = graph.nodes[to[index] ?? -1]
        if (!target || target.type === 'trigger' || target.id === `n${n}`) return []
        return [{ id: `${n}${out}`, source: `n${n}`, sourceHandle: out, target: target.id }]
      }),
    )
    return graph
  })
