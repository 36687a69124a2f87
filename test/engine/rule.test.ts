import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Operator, operators } from '../../server/engine/question.ts'
import { evaluate as answer, type RuleInput, ruleSchema } from '../../server/engine/rule.ts'
import { at, factsOf } from './make.ts'

const now = at('2026-11-24T00:00:00Z')

/** As a graph of old says it: without the kind of the value. */
const evaluate = (rule: RuleInput, facts: ReturnType<typeof factsOf>) =>
  answer(ruleSchema.parse(rule), { ...facts, now })

const ask = (seen: unknown, op: Operator, value = '') =>
  evaluate(
    { join: 'all', questions: [{ from: 'payload', key: 'answer', op, value }] },
    factsOf({ payload: { answer: seen } }),
  ).met

describe('one question', () => {
  test.each<[unknown, Operator, string, boolean]>([
    ['gold', 'equals', 'gold', true],
    ['ＧＯＬＤ', 'equals', 'gold', true],
    ['ｺｰﾋｰ', 'equals', 'コーヒー', true],
    ['　東京　', 'equals', '東京', true],
    [undefined, 'equals', '', false],
    [undefined, 'not-equals', 'gold', true],
    [null, 'is-empty', '', true],
    ['　', 'is-empty', '', true],
    [0, 'is-empty', '', false],
    ['x', 'is-not-empty', '', true],
    ['深煎り豆', 'contains', '煎り', true],
    ['深煎り豆', 'contains', '', false],
    ['深煎り豆', 'not-contains', '浅', true],
    ['東京都', 'starts-with', '東京', true],
    [10, 'greater', '9', true],
    ['10', 'greater', '9', true],
    ['1,000', 'greater', '999', true],
    ['１０', 'less', '9', false],
    [10, 'greater', '10', false],
    ['abc', 'greater', '1', false],
    [undefined, 'less', '5', false],
    ['2026-11-24', 'less', '2026-12-01', true],
    [true, 'equals', 'true', true],
    [['a', 'b'], 'contains', 'b', true],
  ])('%j %s %j is %s', (seen, op, value, met) => {
    expect(ask(seen, op, value)).toBe(met)
  })

  test('finds nested values by a dotted key, and a key that has a dot itself', () => {
    const facts = factsOf({ payload: { order: { total: 50 }, 'a.b': 'x' } })
    const question = { from: 'payload', op: 'equals' } as const
    const met = (key: string, value: string) =>
      evaluate({ join: 'all', questions: [{ ...question, key, value }] }, facts).met
    expect([met('order.total', '50'), met('a.b', 'x')]).toEqual([true, true])
  })

  test('never sees what an object inherits', () => {
    for (const key of ['constructor', '__proto__', 'toString.name']) {
      const { looked } = evaluate(
        { join: 'any', questions: [{ from: 'payload', key, op: 'is-not-empty', value: '' }] },
        factsOf(),
      )
      expect(looked[0]!.seen).toBeNull()
    }
  })

  test('and its opposite never agree', () => {
    const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(undefined))
    fc.assert(
      fc.property(values, fc.string({ unit: 'grapheme' }), (seen, value) => {
        expect(ask(seen, 'contains', value)).toBe(!ask(seen, 'not-contains', value))
        expect(ask(seen, 'is-empty')).toBe(!ask(seen, 'is-not-empty'))
        if (ask(seen, 'equals', value)) expect(ask(seen, 'not-equals', value)).toBe(false)
      }),
    )
  })
})

test('all wants every question met, any wants one, and no question is never met', () => {
  const yes = { from: 'payload', key: 'a', op: 'is-empty', value: '' } as const
  const no = { ...yes, op: 'is-not-empty' } as const
  const met = (join: 'all' | 'any', questions: (typeof yes | typeof no)[]) =>
    evaluate({ join, questions }, factsOf()).met
  expect([met('all', [yes, no]), met('any', [yes, no]), met('all', []), met('any', [])]).toEqual([
    false,
    true,
    false,
    false,
  ])
})

test('every operator answers every value without throwing', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...operators), fc.string(), (seen, op, value) => {
      const plain: unknown = JSON.parse(
        JSON.stringify({ seen }, (_, v) => (typeof v === 'bigint' ? 0 : v)) ?? '{}',
      ).seen
      expect(typeof ask(plain, op, value)).toBe('boolean')
    }),
  )
})
