import fc from 'fast-check'
import { cleanText } from '../../server/clean.ts'
import { kinds, operatorsOf } from '../../server/engine/question.ts'
import type { RuleInput } from '../../server/engine/rule.ts'

/** Few of everything, so that questions and contacts often meet. */
export const keys = ['plan', 'n', 'day', 'moment', 'yes', 'list', 'a.b', 'ポイント']
export const names = ['cart.abandoned', '購入']
export const nodes = ['hello', 'second']
export const zones = ['America/New_York', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Kathmandu']

const day = fc
  .integer({ min: -400, max: 400 })
  .map((days) => Temporal.PlainDate.from('2027-02-25').add({ days }).toString())
const near = fc
  .integer({ min: -5, max: 5 })
  .map((days) => Temporal.PlainDate.from('2027-02-25').add({ days }).toString())
const moment = fc
  .tuple(
    fc.oneof(day, near),
    fc.integer({ min: 0, max: 23 }),
    fc.constantFrom('', ':59', ':00.1', ':30.123456'),
    fc.constantFrom('Z', 'z', '+09:00', '-0330'),
    fc.constantFrom('T', ' ', 't'),
  )
  .map(
    ([date, hour, second, zone, t]) =>
      `${date}${t}${String(hour).padStart(2, '0')}:07${second}${zone}`,
  )
const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.constantFrom(
    '1,000',
    '１０',
    '+5',
    '.5',
    '5.',
    '-0',
    '1e3',
    '0x10',
    '1.50',
    '--1',
    '12abc',
    '007',
  ),
)
const japanese = fc.constantFrom(
  ...[
    'ｺｰﾋｰ',
    'コーヒー',
    '　東京　',
    '東京都',
    '𠮷田',
    '吉田',
    'が',
    'か\u3099',
    'ß',
    'SS',
    'ss',
    'İ',
    'i',
    'I',
  ],
  ...[
    'i\u0307',
    'ΟΔΟΣ',
    'οδος',
    'οδοσ',
    'ς',
    'ＧＯＬＤ',
    'gold',
    '㌔',
    'キロ',
    'ﬁ',
    'fi',
    '',
    ' ',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    "o'brien",
    'a\\b',
    '%_',
    '$1',
    '{…}',
    'true',
    '1',
    'はい',
    'off',
    'null',
    'a, b',
    '2026-02-30',
    '1900-02-29',
  ],
  ...[
    '2000-02-29',
    '2024-02-29',
    '0000-01-01',
    '2027-02-25T24:00Z',
    '2027-02-25T10:00:60Z',
    '2027-02-25T10:00+15:00',
  ],
)
/** Text as people write it, not only as they should. */
export const text = fc.oneof(
  { arbitrary: japanese, weight: 4 },
  { arbitrary: number, weight: 3 },
  { arbitrary: day, weight: 2 },
  { arbitrary: near, weight: 2 },
  { arbitrary: moment, weight: 2 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }).map(cleanText), weight: 1 },
)

const scalar = fc.oneof(
  text,
  fc.integer({ min: -3, max: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1, 1e21, 1e-7, 1.5e300, 5e-324, -0),
  fc.boolean(),
  fc.constant(null),
)
/** Any value that JSON can hold, mostly of the wrong kind. */
export const value = fc.oneof(
  { arbitrary: scalar, weight: 6 },
  { arbitrary: fc.array(scalar, { maxLength: 3 }), weight: 2 },
  { arbitrary: fc.constantFrom({ b: 'gold' }, {}, [['x']], [{ a: 1 }]), weight: 1 },
)
export const attributes = fc.dictionary(fc.constantFrom(...keys, 'email'), value)
export const payload = fc.dictionary(
  fc.constantFrom('plan', 'n', 'day', 'a.b', 'a', 'items'),
  fc.oneof(value, fc.constantFrom({ b: 'gold' }, { b: null, 0: 'x' }, ['x', { 0: 'gold' }])),
)

const comparison = (anyKey: fc.Arbitrary<string>) =>
  fc.constantFrom(...kinds).chain((as) =>
    fc.record({
      key: anyKey,
      as: fc.constant(as),
      op: fc.constantFrom(...operatorsOf[as]),
      value: fc.oneof(text, fc.constantFrom('0', '1', '3', '7', '30', '364', '365', '400', '4000')),
      upTo: text,
      values: fc.array(text, { maxLength: 3 }),
    }),
  )
const where = fc.array(
  comparison(fc.constantFrom('plan', 'n', 'day', 'a.b', 'a.0', 'items.0', 'items.1.0', 'items.01')),
  {
    maxLength: 2,
  },
)
const within = fc.option(fc.constantFrom(1, 2, 5), { nil: undefined })
const id = fc.integer({ min: 1, max: 4 })

const question: fc.Arbitrary<RuleInput['questions'][number]> = fc.oneof(
  {
    weight: 8,
    arbitrary: comparison(fc.constantFrom(...keys, 'email')).map((asked) => ({
      from: 'contact' as const,
      ...asked,
    })),
  },
  comparison(fc.constantFrom('language', 'zone', 'created', 'other')).map((asked) => ({
    from: 'profile' as const,
    ...asked,
  })),
  fc.record({
    from: fc.constant('tag' as const),
    op: fc.constantFrom('has-any' as const, 'has-all' as const, 'has-none' as const),
    tagIds: fc.array(fc.oneof(id, fc.constant(2 ** 40)), { maxLength: 3 }),
  }),
  fc.record({
    from: fc.constant('topic' as const),
    op: fc.constantFrom('wanted' as const, 'not-wanted' as const),
    topicId: fc.option(id),
  }),
  fc.record({
    from: fc.constant('consent' as const),
    op: fc.constantFrom(
      'given' as const,
      'not-given' as const,
      'withdrawn' as const,
      'none' as const,
    ),
  }),
  fc.record({
    from: fc.constant('suppression' as const),
    op: fc.constantFrom('suppressed' as const, 'not-suppressed' as const),
  }),
  fc.record({
    from: fc.constant('event' as const),
    name: fc.constantFrom(...names, 'never'),
    op: fc.constantFrom('at-least' as const, 'at-most' as const, 'exactly' as const),
    times: fc.constantFrom(0, 1, 2, 3, 1000),
    withinDays: within,
    where,
  }),
  fc.record({
    from: fc.constant('last-event' as const),
    name: fc.constantFrom(...names),
    op: fc.constantFrom('within-past' as const, 'longer-ago' as const),
    days: fc.constantFrom(0, 1, 2, 5),
    where,
  }),
  fc.record({
    from: fc.constant('message' as const),
    did: fc.constantFrom(
      'sent' as const,
      'opened' as const,
      'clicked' as const,
      'bounced' as const,
    ),
    op: fc.constantFrom('has' as const, 'has-not' as const),
    journeyId: fc.option(id),
    nodeId: fc.option(fc.constantFrom(...nodes)),
    withinDays: within,
  }),
  fc.record({
    from: fc.constant('segment' as const),
    op: fc.constantFrom('in' as const, 'not-in' as const),
    segmentId: fc.option(id),
  }),
  fc.record({
    from: fc.constant('journey' as const),
    op: fc.constantFrom(
      ...(['walking', 'not-walking', 'entered', 'never-entered', 'completed'] as const),
    ),
    journeyId: fc.option(id),
  }),
)

const group = (depth: number): fc.Arbitrary<RuleInput> =>
  fc.record({
    join: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    questions: fc.array(
      depth === 0
        ? question
        : fc.oneof({ arbitrary: question, weight: 4 }, { arbitrary: group(depth - 1), weight: 1 }),
      { maxLength: 3 },
    ),
  })
export const rule = group(2)
export const oneQuestion = question.map((asked): RuleInput => ({ join: 'all', questions: [asked] }))
