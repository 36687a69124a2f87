import { describe, expect, test } from 'vitest'
import { advance } from '../../server/engine/advance.ts'
import { compile } from '../../server/engine/compile.ts'
import { at, branch, factsOf, graphOf, hand, mail, standingAt, wait } from './make.ts'

const noon = at('2026-11-24T12:00:00Z')
const welcome = compile(
  graphOf(
    {
      start: ['trigger', hand],
      hello: ['send', mail()],
      day: ['wait', wait(1, 'days')],
      plan: ['condition', { branches: [branch('gold', 'plan', 'gold')] }],
      more: ['send', mail('More')],
      end: ['exit'],
    },
    [
      ['start', 'hello'],
      ['hello', 'day'],
      ['day', 'plan'],
      ['plan', 'more', 'gold'],
      ['plan', 'end', 'else'],
    ],
  ),
)

describe('a walk', () => {
  test('passes the trigger, asks for the first mail and rests on it', () => {
    const { enrollment, steps, effects } = advance(
      welcome,
      standingAt('start', noon),
      factsOf(),
      noon,
    )
    expect(effects).toEqual([
      { type: 'queue-message', nodeId: 'hello', visit: 1, class: 'advertising' },
    ])
    expect(steps.map(({ seq, nodeId, kind, out }) => [seq, nodeId, kind, out])).toEqual([
      [0, 'start', 'pass', 'out'],
      [1, 'hello', 'rest', null],
    ])
    expect(enrollment).toMatchObject({ state: 'waiting', nodeId: 'hello', wakeAt: null, seq: 2 })
  })

  const resting = {
    ...standingAt('hello', noon),
    state: 'waiting' as const,
    seq: 2,
    rest: { message: true as const },
    wakeAt: null,
  }
  const message = (state: string, finalAt = at('2026-11-24T12:00:05Z')) =>
    factsOf({ messages: [{ nodeId: 'hello', visit: 1, state, reason: null, finalAt }] })

  test('counts a wait after a send from the real send, not from when the worker looked', () => {
    const { enrollment } = advance(welcome, resting, message('sent'), at('2026-11-24T15:00:00Z'))
    expect(enrollment.nodeId).toBe('day')
    expect(`${enrollment.wakeAt}`).toBe('2026-11-25T12:00:05Z')
  })

  test.each(['queued', 'claimed', 'sending', 'deferred', 'held', 'unknown'])(
    'stays where it is and writes no step while the message is %s',
    (state) => {
      const { enrollment, steps, effects } = advance(welcome, resting, message(state), noon)
      expect({ steps, effects }).toEqual({ steps: [], effects: [] })
      expect(enrollment).toMatchObject({ nodeId: 'hello', wakeAt: null, seq: 2 })
    },
  )

  test.each(['suppressed', 'rejected', 'failed', 'skipped', 'expired'])(
    'goes on when the mail was %s and the author wants that',
    (state) => {
      expect(advance(welcome, resting, message(state), noon).enrollment.nodeId).toBe('day')
    },
  )

  test('ends when the mail was left out and the author wants that', () => {
    const strict = compile(
      graphOf({ hello: ['send', mail('Hello', { ifLeftOut: 'exit' })], end: ['exit'] }, [
        ['hello', 'end'],
      ]),
    )
    const { enrollment } = advance(strict, resting, message('suppressed'), noon)
    expect(enrollment).toMatchObject({ state: 'exited', endedAt: noon, wakeAt: null })
  })

  test('leaves a wait at the very instant, not before it', () => {
    const until = at('2026-11-25T12:00:00Z')
    const waiting = {
      ...standingAt('day', noon),
      seq: 4,
      rest: { until: `${until}` },
      wakeAt: until,
    }
    const early = advance(welcome, waiting, factsOf(), until.subtract({ milliseconds: 1 }))
    expect(early.steps).toEqual([])
    expect(early.enrollment.wakeAt).toEqual(until)
    const { steps } = advance(welcome, waiting, factsOf(), until)
    expect(steps[0]).toMatchObject({ seq: 4, nodeId: 'day', kind: 'pass' })
  })

  test('writes down of a wait why it lasts until then, once: also when it is over on arrival', () => {
    const until = at('2026-11-25T12:00:00Z')
    const why = {
      until: `${until}`,
      since: `${noon}`,
      wait: { type: 'duration', amount: 1, unit: 'days' },
      zone: 'Asia/Tokyo',
    }
    const arrive = (now: Temporal.Instant) =>
      advance(welcome, standingAt('day', noon), factsOf(), now)
    const early = arrive(noon)
    expect(early.steps).toMatchObject([{ nodeId: 'day', kind: 'rest', detail: why }])
    const after = advance(welcome, early.enrollment, factsOf(), until)
    expect(after.steps[0]).toMatchObject({ nodeId: 'day', kind: 'pass', detail: null })
    const late = arrive(until.add({ hours: 3 }))
    expect(late.steps[0]).toMatchObject({ seq: 0, nodeId: 'day', kind: 'pass', detail: why })
    expect(late.steps[1]).toMatchObject({ seq: 1, nodeId: 'plan' })
  })

  test('takes the first branch that is met, and writes down the values it looked at', () => {
    const gold = factsOf({
      contact: { ...factsOf().contact, attributes: { plan: 'ＧＯＬＤ' } },
    })
    const { steps } = advance(welcome, standingAt('plan', noon), gold, noon)
    expect(steps[0]).toMatchObject({
      out: 'gold',
      detail: { asked: [{ branch: 'gold', met: true, looked: [{ seen: 'ＧＯＬＤ', met: true }] }] },
    })
  })

  test('takes the way "else" when no branch is met, and is completed at the exit', () => {
    const { steps, enrollment } = advance(welcome, standingAt('plan', noon), factsOf(), noon)
    expect(steps.map((step) => step.out ?? step.kind)).toEqual(['else', 'end'])
    expect(enrollment).toMatchObject({ state: 'completed', endedAt: noon, rest: null })
  })

  test('is completed where a path has no further line', () => {
    const short = compile(graphOf({ start: ['trigger', hand] }, []))
    const { enrollment } = advance(short, standingAt('start', noon), factsOf(), noon)
    expect(enrollment.state).toBe('completed')
  })

  test('that never comes to rest throws instead of spinning', () => {
    const loop = compile(
      graphOf({ a: ['condition', { branches: [] }], b: ['condition', { branches: [] }] }, [
        ['a', 'b', 'else'],
        ['b', 'a', 'else'],
      ]),
    )
    expect(() => advance(loop, standingAt('a', noon), factsOf(), noon)).toThrow(/without coming/)
  })

  test('does not change what it was given', () => {
    const before = standingAt('start', noon)
    const copy = { ...before }
    advance(welcome, before, factsOf(), noon)
    expect(before).toEqual(copy)
  })

  test('visits one node twice with two visit numbers', () => {
    const loop = compile(
      graphOf({ mail: ['send', mail()], hour: ['wait', wait(1, 'hours')] }, [
        ['mail', 'hour'],
        ['hour', 'mail'],
      ]),
    )
    const first = advance(loop, standingAt('mail', noon), factsOf(), noon)
    const sent = factsOf({
      messages: [{ nodeId: 'mail', visit: 0, state: 'sent', reason: null, finalAt: noon }],
    })
    const waiting = advance(loop, first.enrollment, sent, noon)
    const again = advance(loop, waiting.enrollment, sent, noon.add({ hours: 1 }))
    expect([first, again].flatMap((each) => each.effects.map((effect) => effect.visit))).toEqual([
      0, 4,
    ])
  })
})
