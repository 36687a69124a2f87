import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attribute, Names } from '../../editor/rules/names.ts'
import { type Asked, ruleSentence } from '../../editor/rules/sentence.ts'
import { kinds, operators, operatorsOf, questionSchema } from '../../server/engine/question.ts'
import type { RuleInput } from '../../server/engine/rule.ts'

const attribute = (
  key: string,
  label: string,
  type: Attribute['type'],
  choices: string[] = [],
) => ({
  ...{ key, label, type, archived: false },
  choices: choices.map((value) => ({ value, label: `${value}会員` })),
})

const names: Names = {
  zone: 'Asia/Tokyo',
  attributes: [
    attribute('birthday', '誕生日', 'date'),
    attribute('rank', '会員ランク', 'choice', ['gold', 'silver']),
    attribute('interests', '興味', 'choices', ['tea', 'coffee']),
    attribute('points', 'ポイント', 'number'),
    attribute('visited', '来店日時', 'datetime'),
    attribute('adult', '成人', 'boolean'),
  ],
  tags: [
    { id: 1, name: 'VIP' },
    { id: 2, name: '法人' },
  ],
  topics: [{ id: 1, name: '新商品' }],
  segments: [{ id: 1, name: '常連' }],
  journeys: [{ id: 1, name: 'ようこそ', mails: [{ nodeId: 'a', name: '1通目' }] }],
  events: [],
}

const all = (...questions: RuleInput['questions']): RuleInput => ({ join: 'all', questions })
const any = (...questions: RuleInput['questions']): RuleInput => ({ join: 'any', questions })
const none = (...questions: RuleInput['questions']): RuleInput => ({ join: 'none', questions })
const say = (rule: RuleInput) => [ruleSentence(rule, 'ja', names), ruleSentence(rule, 'en', names)]
const contact = (key: string, as: Attribute['type'], op: string, more: object = {}) =>
  ({ from: 'contact', key, as, op, ...more }) as Asked

describe('one question', () => {
  test.each<[Asked, string, string]>([
    [contact('last_name', 'text', 'is-not-empty'), '姓がある', 'Last name has a value'],
    [contact('plan', 'text', 'equals', { value: 'gold' }), 'planが「gold」', 'plan is “gold”'],
    [
      contact('company', 'text', 'ends-with', { value: '株式会社' }),
      '会社名が「株式会社」で終わる',
      'Company ends with “株式会社”',
    ],
    [
      contact('plan', 'text', 'one-of', { values: ['a', 'b'] }),
      'planが「a」「b」のどれか',
      'plan is one of “a”, “b”',
    ],
    [contact('plan', 'text', 'none-of', { values: ['a'] }), 'planが「a」以外', 'plan is not “a”'],
    [
      contact('points', 'number', 'at-least', { value: '10000.5' }),
      'ポイントが10,000.5以上',
      'ポイント is at least 10,000.5',
    ],
    [
      contact('points', 'number', 'between', { value: '1', upTo: '20' }),
      'ポイントが1から20まで',
      'ポイント is from 1 to 20',
    ],
    [
      contact('birthday', 'date', 'at-most', { value: '2026-01-05' }),
      '誕生日が2026/1/5（月）以前',
      '誕生日 is Mon 5 Jan 2026 or earlier',
    ],
    [
      contact('visited', 'datetime', 'greater', { value: '2026-01-05T00:30:00Z' }),
      '来店日時が2026/1/5（月）9:30より後',
      '来店日時 is after Mon 5 Jan 2026, 09:30',
    ],
    [
      contact('birthday', 'date', 'within-past', { value: '30' }),
      '誕生日が過去30日以内',
      '誕生日 is within the last 30 days',
    ],
    [
      contact('birthday', 'date', 'within-next', { value: '0' }),
      '誕生日がきょう',
      '誕生日 is today',
    ],
    [
      contact('birthday', 'date', 'longer-ago', { value: '1' }),
      '誕生日が1日前よりも前',
      '誕生日 is more than 1 day ago',
    ],
    [
      contact('birthday', 'date', 'anniversary-within', { value: '7' }),
      '誕生日（毎年）が今後7日以内',
      '誕生日 (any year) is within the next 7 days',
    ],
    [contact('adult', 'boolean', 'is-true'), '成人が「はい」', '成人 is yes'],
    [
      contact('rank', 'choice', 'equals', { value: 'gold' }),
      '会員ランクが「gold会員」',
      '会員ランク is “gold会員”',
    ],
    [
      contact('interests', 'choices', 'has-all', { values: ['tea', 'coffee'] }),
      '興味に「tea会員」「coffee会員」がすべてある',
      '興味 includes all of “tea会員”, “coffee会員”',
    ],
    [
      { from: 'payload', key: 'order.total', as: 'number', op: 'greater', value: '50' },
      '届いたorder.totalが50より大きい',
      'order.total (as it came in) is more than 50',
    ],
    [
      { from: 'profile', key: 'language', as: 'choice', op: 'equals', value: 'ja' },
      '言語が「日本語」',
      'Language is “Japanese”',
    ],
    [
      { from: 'profile', key: 'created', as: 'datetime', op: 'within-past', value: '7' },
      '登録日時が過去7日以内',
      'Added is within the last 7 days',
    ],
    [{ from: 'tag', op: 'has-any', tagIds: [1] }, 'タグ「VIP」がある', 'Has the tag “VIP”'],
    [
      { from: 'tag', op: 'has-none', tagIds: [1, 2] },
      'タグ「VIP」「法人」のどれもない',
      'Has none of the tags “VIP”, “法人”',
    ],
    [{ from: 'tag', op: 'has-all', tagIds: [9] }, '削除されたタグがある', 'Has a deleted tag'],
    [
      { from: 'topic', op: 'not-wanted', topicId: 1 },
      'トピック「新商品」のメールを希望していない',
      'Has not asked for mail about “新商品”',
    ],
    [
      { from: 'consent', op: 'not-given' },
      '広告メールに同意していない',
      'Does not consent to advertising',
    ],
    [{ from: 'suppression', op: 'suppressed' }, '配信が止まっている', 'Mail is stopped'],
    [
      { from: 'event', name: 'purchased', op: 'at-least', times: 3, withinDays: 30 },
      '過去30日間に「purchased」が3回以上ある',
      '“purchased” happened at least 3 times in the last 30 days',
    ],
    [
      {
        ...{ from: 'event', name: 'purchased', op: 'exactly', times: 0, withinDays: 1 },
        where: [{ key: 'total', as: 'number', op: 'at-least', value: '1000' }],
      } as Asked,
      '過去24時間に「purchased」（totalが1,000以上）が一度もない',
      '“purchased” (where total is at least 1,000) did not happen in the last 24 hours',
    ],
    [
      { from: 'last-event', name: 'login', op: 'longer-ago', days: 90 },
      '最後の「login」から90日より長くたっている',
      '“login” last happened more than 90 days ago',
    ],
    [
      { from: 'message', did: 'clicked', op: 'has-not', withinDays: 90 },
      '過去90日間にメールのリンクをクリックしていない',
      'Did not click in any mail in the last 90 days',
    ],
    [
      { from: 'message', did: 'opened', op: 'has', journeyId: 1, nodeId: 'a' },
      'シナリオ「ようこそ」のメール「1通目」を開封した',
      'Opened “1通目” of “ようこそ”',
    ],
    [
      { from: 'message', did: 'sent', op: 'has', journeyId: 9 },
      '削除されたシナリオのメールが送信された',
      'Was sent any mail of a deleted journey',
    ],
    [
      { from: 'segment', op: 'not-in', segmentId: 1 },
      'セグメント「常連」に入っていない',
      'Is not in “常連”',
    ],
    [
      { from: 'journey', op: 'never-entered', journeyId: 1 },
      'シナリオ「ようこそ」に入ったことがない',
      'Has never entered “ようこそ”',
    ],
  ])('%j', (question, ja, en) => {
    expect(say(all(question))).toEqual([ja, en])
  })

  test('of a journey drawn before there were kinds is a question about text', () => {
    const old = { from: 'contact', key: 'plan', op: 'contains', value: 'gold' } as const
    expect(say(all(old))).toEqual(['planに「gold」を含む', 'plan contains “gold”'])
  })
})

describe('several questions', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((key) => contact(key, 'text', 'is-empty')) as [
    ...[Asked, Asked, Asked],
  ]
  test.each<[RuleInput, string, string]>([
    [all(a, b), 'aが空、かつbが空', 'a is empty and b is empty'],
    [
      all(any(a, b), c),
      '（aが空、またはbが空）、かつcが空',
      '(a is empty or b is empty) and c is empty',
    ],
    [
      all(all(any(a, b)), c),
      '（aが空、またはbが空）、かつcが空',
      '(a is empty or b is empty) and c is empty',
    ],
    [
      any(all(a, b), any(c)),
      '（aが空、かつbが空）、またはcが空',
      '(a is empty and b is empty) or c is empty',
    ],
    [all(a, all(b, c)), 'aが空、かつbが空、かつcが空', 'a is empty and b is empty and c is empty'],
    [none(a), '（aが空）に当てはまらない', 'Not (a is empty)'],
    [
      all(none(a, all(b, c)), a),
      '（（aが空）（bが空、かつcが空）のどれにも当てはまらない）、かつaが空',
      '(none of (a is empty), (b is empty and c is empty)) and a is empty',
    ],
    [all(), '条件がまだありません', 'No condition yet'],
    [any(all(), none()), '条件がまだありません', 'No condition yet'],
  ])('%#', (rule, ja, en) => {
    expect(say(rule)).toEqual([ja, en])
  })
})

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const id = fc.integer({ min: 1, max: 3 })
const days = fc.integer({ min: 1, max: 400 })
const comparison = fc.constantFrom(...kinds).chain((as) =>
  fc.record({
    key: word,
    as: fc.constant(as),
    op: fc.constantFrom(...operatorsOf[as]),
    value: fc.oneof(word, days.map(String), fc.constant('2026-01-05')),
    upTo: fc.constantFrom('9', '2026-02-01', undefined),
    values: fc.option(fc.array(word, { maxLength: 3 }), { nil: undefined }),
  }),
)
const within = fc.option(days, { nil: undefined })
const where = fc.array(comparison, { maxLength: 2 })
const question: fc.Arbitrary<Asked> = fc.oneof(
  fc
    .tuple(fc.constantFrom('contact', 'payload', 'profile'), comparison)
    .map(([from, compared]) => ({ from, ...compared }) as Asked),
  ...questionSchema.options.flatMap((option) => {
    const { from, ...shape } = option.shape
    if ('key' in shape) return []
    const given: Record<string, fc.Arbitrary<unknown>> = {
      ...{ name: word, tagIds: fc.array(id, { maxLength: 3 }), topicId: id, segmentId: id },
      ...{ journeyId: id, nodeId: fc.constantFrom('a', 'z', null), times: id, days, where },
      ...{ withinDays: within, did: fc.constantFrom('sent', 'opened', 'clicked', 'bounced') },
      op: 'op' in shape ? fc.constantFrom(...shape.op.options) : fc.constant(null),
    }
    const parts = Object.keys(shape).map((key) => [key, given[key]!] as const)
    return [
      fc.record(Object.fromEntries(parts)).map((rest) => ({ from: from.value, ...rest }) as Asked),
    ]
  }),
)
const { rule } = fc.letrec<{ rule: RuleInput; part: Asked | RuleInput }>((tie) => ({
  part: fc.oneof({ maxDepth: 3 }, question, tie('rule')),
  rule: fc.record({
    join: fc.constantFrom('all', 'any', 'none'),
    questions: fc.array(tie('part'), { maxLength: 4 }),
  }),
}))

/** What a program calls things; none of it may be read by a person. */
const raw = new RegExp(
  [
    ...operators.filter((op) => op.includes('-')),
    'undefined',
    'null',
    'NaN',
    'function',
    '=>',
  ].join('|'),
)

test('every rule is a whole sentence in both languages, with no name of ours left in it', () => {
  fc.assert(
    fc.property(rule, (rule) => {
      for (const language of ['ja', 'en'] as const) {
        const sentence = ruleSentence(rule, language, names)
        expect(sentence).not.toBe('')
        expect(sentence).not.toMatch(raw)
        expect(ruleSentence(structuredClone(rule), language, names)).toBe(sentence)
      }
      expect(ruleSentence(rule, 'ja', names)).toMatch(/[\p{Script=Hiragana}]/u)
    }),
  )
})

test('every question can be asked and reads back through the schema', () => {
  fc.assert(
    fc.property(question, (question) => {
      const parsed = questionSchema.parse(question)
      for (const language of ['ja', 'en'] as const) {
        const before = ruleSentence(all(question), language, names)
        expect(ruleSentence(all(parsed), language, names)).toBe(before)
      }
    }),
  )
})
