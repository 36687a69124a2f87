import { describe, expect, test } from 'vitest'
import { asks } from '../../server/engine/asks.ts'
import { isFinished, isWholeRule } from '../../server/engine/finished.ts'
import type { Question } from '../../server/engine/question.ts'
import { evaluate, type RuleInput, ruleSchema } from '../../server/engine/rule.ts'
import { comparable } from '../../server/engine/text.ts'
import { at, factsOf } from './make.ts'

const now = at('2026-11-24T03:00:00Z') // noon in Tokyo
type Asked = RuleInput['questions'][number]

const met = (question: Asked, facts: Parameters<typeof factsOf>[0] = {}) => {
  const rule = ruleSchema.parse({ join: 'all', questions: [question] })
  return evaluate(rule, { ...factsOf(facts), now }).met
}

const attribute = (value: unknown, as: string, op: string, more: object = {}) =>
  met({ from: 'payload', key: 'a', as, op, ...more } as Asked, { payload: { a: value } })

describe('a value of a kind', () => {
  test.each<[unknown, string, string, object, boolean]>([
    [10, 'number', 'at-least', { value: '10' }, true],
    ['１，０００', 'number', 'equals', { value: '1000.0' }, true],
    [5, 'number', 'between', { value: '5', upTo: '7' }, true],
    [8, 'number', 'between', { value: '5', upTo: '7' }, false],
    ['many', 'number', 'less', { value: '7' }, false],
    ['many', 'number', 'not-equals', { value: '7' }, true],
    [0.1, 'number', 'equals', { value: '.1' }, true],
    [1e21, 'number', 'greater', { value: '999999999999999999999' }, true],
    ['2026-11-24', 'date', 'within-past', { value: '0' }, true],
    ['2026-11-20', 'date', 'within-past', { value: '3' }, false],
    ['2026-11-21', 'date', 'within-past', { value: '3' }, true],
    ['2026-11-25', 'date', 'within-past', { value: '3' }, false],
    ['2026-11-27', 'date', 'within-next', { value: '3' }, true],
    ['2026-11-20', 'date', 'longer-ago', { value: '3' }, true],
    ['2026-11-21', 'date', 'longer-ago', { value: '3' }, false],
    ['2026-11-28', 'date', 'further-ahead', { value: '3' }, true],
    ['1988-11-30', 'date', 'anniversary-within', { value: '7' }, true],
    ['1988-01-02', 'date', 'anniversary-within', { value: '40' }, true],
    ['1988-11-23', 'date', 'anniversary-within', { value: '7' }, false],
    ['2026-02-30', 'date', 'is-not-empty', {}, true],
    ['2026-02-30', 'date', 'less', { value: '2027-01-01' }, false],
    ['2026-11-23T15:00:00Z', 'date', 'equals', { value: '2026-11-24' }, true],
    ['2026-11-23T15:00:00Z', 'datetime', 'less', { value: '2026-11-23T15:00:01Z' }, true],
    ['2026-11-23T15:00:00Z', 'datetime', 'at-least', { value: '2026-11-24' }, true],
    ['2026-11-23T14:59:59Z', 'datetime', 'within-past', { value: '0' }, false],
    ['true', 'boolean', 'is-true', {}, true],
    [false, 'boolean', 'is-false', {}, true],
    ['はい', 'boolean', 'is-true', {}, true],
    [undefined, 'boolean', 'is-false', {}, false],
    ['Ａ', 'choice', 'one-of', { values: ['a', 'b'] }, true],
    [['a', 'b'], 'choices', 'has-all', { values: ['B', 'A'] }, true],
    [['a'], 'choices', 'has-all', { values: ['a', 'b'] }, false],
    [['a'], 'choices', 'has-any', { values: ['a', 'b'] }, true],
    [undefined, 'choices', 'has-none', { values: ['a'] }, true],
    ['煎り豆', 'text', 'ends-with', { value: '豆' }, true],
    ['a', 'number', 'contains', { value: 'a' }, false],
  ])('%j as %s %s %j is %s', (value, as, op, more, expected) => {
    expect(attribute(value, as, op, more)).toBe(expected)
  })

  test('a birthday on 29 February is the 28th in common years, and the 29th in leap years', () => {
    const birthday = (text: string, value: string) =>
      evaluate(
        ruleSchema.parse({
          join: 'all',
          questions: [{ from: 'payload', key: 'b', as: 'date', op: 'anniversary-within', value }],
        }),
        { ...factsOf({ payload: { b: '2000-02-29' } }), now: at(`${text}T03:00:00Z`) },
      ).met
    expect(birthday('2027-02-28', '0')).toBe(true)
    expect(birthday('2027-03-01', '0')).toBe(false)
    expect(birthday('2028-02-28', '0')).toBe(false)
    expect(birthday('2028-02-29', '0')).toBe(true)
    expect(birthday('2027-03-01', '364')).toBe(false)
    expect(birthday('2027-03-01', '365')).toBe(true)
  })

  test('letters of every alphabet are the same in both cases', () => {
    expect(comparable('　İSTANBUL ΟΔΟΣ　')).toBe(comparable('istanbul οδος'))
    expect(comparable('𠮷田が㌔')).toBe(comparable('𠮷田がキロ'))
  })
})

describe('a question about what happened', () => {
  const visited = (ago: object, payload = {}) => ({
    name: 'visited',
    happenedAt: now.subtract(ago as Temporal.DurationLike),
    payload,
  })
  const events = [visited({ hours: 1 }, { page: 'A' }), visited({ hours: 24 * 5 }, { page: 'b' })]
  test.each<[Asked, boolean]>([
    [{ from: 'event', name: 'visited', op: 'exactly', times: 2 }, true],
    [{ from: 'event', name: 'visited', op: 'at-least', times: 2, withinDays: 5 }, false],
    [{ from: 'event', name: 'visited', op: 'at-most', times: 1, withinDays: 5 }, true],
    [{ from: 'event', name: 'bought', op: 'at-most', times: 0 }, true],
    [
      {
        from: 'event',
        name: 'visited',
        op: 'exactly',
        where: [{ key: 'page', op: 'equals', value: 'a' }],
      },
      true,
    ],
    [{ from: 'last-event', name: 'visited', op: 'within-past', days: 1 }, true],
    [{ from: 'last-event', name: 'visited', op: 'longer-ago', days: 1 }, false],
    [{ from: 'last-event', name: 'bought', op: 'longer-ago', days: 1 }, false],
  ])('%j is %s', (question, expected) => {
    expect(met(question, { events })).toBe(expected)
  })

  test('mails, segments, journeys, tags, topics, consent and suppression are asked about by id', () => {
    const contact = { ...factsOf().contact, tags: [1, 2], topics: [3], consent: 'given' as const }
    const facts = {
      contact,
      mails: [{ did: 'opened' as const, journeyId: 7, nodeId: 'hello', at: now }],
      segments: new Set([4]),
      journeys: { walking: new Set([7]), entered: new Set([7]), completed: new Set<number>() },
    }
    const yes: Asked[] = [
      { from: 'message', did: 'opened', op: 'has' },
      { from: 'message', did: 'opened', op: 'has', journeyId: 7, nodeId: 'hello', withinDays: 1 },
      { from: 'message', did: 'clicked', op: 'has-not' },
      { from: 'message', did: 'opened', op: 'has-not', journeyId: 8 },
      { from: 'segment', op: 'in', segmentId: 4 },
      { from: 'segment', op: 'not-in', segmentId: 5 },
      { from: 'journey', op: 'walking', journeyId: 7 },
      { from: 'journey', op: 'entered', journeyId: 7 },
      { from: 'journey', op: 'never-entered', journeyId: 8 },
      { from: 'tag', op: 'has-all', tagIds: [1, 2] },
      { from: 'tag', op: 'has-any', tagIds: [2, 9] },
      { from: 'tag', op: 'has-none', tagIds: [9] },
      { from: 'topic', op: 'wanted', topicId: 3 },
      { from: 'topic', op: 'not-wanted', topicId: 4 },
      { from: 'consent', op: 'given' },
      { from: 'suppression', op: 'not-suppressed' },
      { from: 'profile', key: 'zone', op: 'equals', value: 'asia/tokyo' },
      { from: 'profile', key: 'created', as: 'datetime', op: 'longer-ago', value: '100' },
    ]
    for (const question of yes) expect([question, met(question, facts)]).toEqual([question, true])
    const no: Asked[] = [
      { from: 'journey', op: 'completed', journeyId: 7 },
      { from: 'tag', op: 'has-all', tagIds: [1, 9] },
      { from: 'consent', op: 'none' },
      { from: 'consent', op: 'withdrawn' },
    ]
    for (const question of no) expect([question, met(question, facts)]).toEqual([question, false])
  })
})

describe('a group', () => {
  const yes: Asked = { from: 'suppression', op: 'not-suppressed' }
  const no: Asked = { from: 'suppression', op: 'suppressed' }

  test('of none is met where none is, and an empty one never', () => {
    expect(met({ join: 'none', questions: [no, no] })).toBe(true)
    expect(met({ join: 'none', questions: [no, yes] })).toBe(false)
    expect(met({ join: 'none', questions: [] })).toBe(false)
    expect(met({ join: 'none', questions: [{ join: 'all', questions: [] }] })).toBe(true)
  })

  test('stands in groups, and every question in it is looked at', () => {
    const rule = ruleSchema.parse({
      join: 'any',
      questions: [yes, { join: 'all', questions: [no, { join: 'none', questions: [no, yes] }] }],
    })
    const { met, looked } = evaluate(rule, { ...factsOf(), now })
    expect(met).toBe(true)
    expect(looked.map((each) => each.met)).toEqual([true, false, false, true])
  })

  test('lies five deep at most and holds a hundred questions at most', () => {
    const nested = (depth: number): Asked =>
      depth === 1
        ? { join: 'all', questions: [yes] }
        : { join: 'all', questions: [nested(depth - 1)] }
    expect(ruleSchema.safeParse(nested(5)).success).toBe(true)
    expect(ruleSchema.safeParse(nested(6)).success).toBe(false)
    const wide = { join: 'any', questions: Array(34).fill(yes) } as Asked
    expect(ruleSchema.safeParse({ join: 'all', questions: [wide, wide] }).success).toBe(true)
    expect(ruleSchema.safeParse({ join: 'all', questions: [wide, wide, wide] }).success).toBe(false)
  })

  test('says what it needs to know', () => {
    const rule = ruleSchema.parse({
      join: 'all',
      questions: [
        yes,
        { join: 'any', questions: [{ from: 'event', name: 'bought', op: 'at-least' }] },
        { from: 'segment', op: 'in', segmentId: 4 },
        { from: 'journey', op: 'walking', journeyId: null },
      ],
    })
    expect(asks(rule)).toEqual({
      events: new Set(['bought']),
      segments: new Set([4]),
      journeys: new Set(),
      mails: false,
      suppressed: true,
    })
  })

  test('is unfinished while any question of it is', () => {
    const question = (asked: object) =>
      (ruleSchema.parse({ join: 'all', questions: [asked] }).questions as Question[])[0]!
    const unfinished = [
      { from: 'contact', key: '', op: 'is-empty' },
      { from: 'contact', key: 'a', op: 'equals' },
      { from: 'contact', key: 'a', as: 'number', op: 'greater', value: 'ten' },
      { from: 'contact', key: 'a', as: 'number', op: 'between', value: '1' },
      { from: 'contact', key: 'a', as: 'date', op: 'less', value: '2026-01-05T00:00:00Z' },
      { from: 'contact', key: 'a', as: 'date', op: 'within-past', value: 'soon' },
      { from: 'contact', key: 'a', as: 'choices', op: 'has-any', values: [] },
      { from: 'contact', key: 'a', as: 'number', op: 'contains', value: '1' },
      { from: 'tag', op: 'has-any', tagIds: [] },
      { from: 'topic', op: 'wanted', topicId: null },
      { from: 'event', name: '', op: 'at-least' },
      { from: 'event', name: 'a', op: 'at-least', where: [{ key: 'b', op: 'equals' }] },
      { from: 'last-event', name: ' ', op: 'within-past', days: 1 },
      { from: 'segment', op: 'in', segmentId: null },
      { from: 'journey', op: 'entered', journeyId: null },
    ]
    for (const each of unfinished) expect([each, isFinished(question(each))]).toEqual([each, false])
    const whole = ruleSchema.parse({
      join: 'all',
      questions: [yes, { join: 'any', questions: [yes] }],
    })
    expect(isWholeRule(whole)).toBe(true)
    whole.questions.push({ join: 'all', questions: [] })
    expect(isWholeRule(whole)).toBe(false)
  })
})
