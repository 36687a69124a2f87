import { countOf, daysFrom, includes, isDayOperator } from './days.ts'
import { compareMoments, momentOf } from './moment.ts'
import { compareDecimals, decimalOf } from './number.ts'
import { type Comparison, type Kind, operatorsOf } from './question.ts'
import { comparable, textOf, textsOf } from './text.ts'

/** Where and when a comparison is made: days begin and end in a zone. */
export type Here = {
  zone: string
  /** ISO; asked only where a question counts from today. */
  today(): string
}

/** Whether a value meets a comparison. Text that is not of its kind meets nothing but its opposites. Pure. */
export function meets(asked: Comparison, value: unknown, here: Here): boolean {
  const { as, op } = asked
  if (!operatorsOf[as].includes(op)) return false
  const seen = textOf(value)
  const have = comparable(seen ?? '')
  if (op === 'is-empty') return have === ''
  if (op === 'is-not-empty') return have !== ''
  return readers[as]({ ...asked, value: comparable(asked.value) }, { value, seen, have }, here)
}

type Seen = { value: unknown; seen: string | null; have: string }
type Reader = (asked: Comparison, seen: Seen, here: Here) => boolean

const readers: Record<Kind, Reader> = {
  text,
  choice: text,
  number({ op, value, upTo = '' }, { have }) {
    const seen = decimalOf(have)
    return ordered(op, [value, comparable(upTo)], (text) => {
      const wanted = decimalOf(text)
      return seen && wanted && compareDecimals(seen, wanted)
    })
  },
  date: (asked, seen, here) => moment(asked, seen, here),
  datetime: (asked, seen, here) => moment(asked, seen, here),
  boolean: ({ op }, { have }) => (op === 'is-true' ? YES : NO).includes(have),
  choices({ op, values = [] }, { value }) {
    const chosen = textsOf(value)
    const wanted = values.map(comparable)
    if (op === 'has-all') return wanted.length > 0 && wanted.every((each) => chosen.includes(each))
    return wanted.some((each) => chosen.includes(each)) === (op === 'has-any')
  },
}

/** What a form or a program may send for yes and no. */
export const YES = ['true', '1', 'yes', 'on', 'はい']
export const NO = ['false', '0', 'no', 'off', 'いいえ']

function text({ op, value: want, values = [] }: Comparison, { seen, have }: Seen): boolean {
  switch (op) {
    case 'equals':
      return seen !== null && have === want
    case 'not-equals':
      return have !== want
    case 'contains':
      return want !== '' && have.includes(want)
    case 'not-contains':
      return want === '' || !have.includes(want)
    case 'starts-with':
      return want !== '' && have.startsWith(want)
    case 'ends-with':
      return want !== '' && have.endsWith(want)
    case 'one-of':
      return seen !== null && values.some((each) => comparable(each) === have)
    case 'none-of':
      return values.every((each) => comparable(each) !== have)
    default:
      return ordered(op, [want, ''], (wanted) => compareTexts(have, wanted))
  }
}

function moment({ as, op, value, upTo = '' }: Comparison, { have }: Seen, here: Here): boolean {
  const seen = momentOf(have, here.zone)
  if (isDayOperator(op)) {
    const count = countOf(value)
    return seen !== null && count !== null && includes(daysFrom(op, count, here.today()), seen.day)
  }
  return ordered(op, [value, comparable(upTo)], (text) => {
    const wanted = momentOf(text, here.zone)
    if (!seen || !wanted || (as === 'date' && wanted.instant)) return null
    return compareMoments(seen, wanted)
  })
}

/** Answers from how the value stands to what it is compared with; null: the two cannot be compared. */
function ordered(
  op: Comparison['op'],
  [value, upTo]: [string, string],
  compare: (text: string) => number | null,
): boolean {
  const order = compare(value)
  if (op === 'not-equals') return order !== 0
  if (order === null) return false
  if (op === 'equals') return order === 0
  if (op === 'greater') return order > 0
  if (op === 'less') return order < 0
  if (op === 'at-least') return order >= 0
  if (op === 'at-most') return order <= 0
  const end = compare(upTo)
  return order >= 0 && end !== null && end <= 0
}

/** What begins like an ISO date and holds nothing but digits and signs is compared by its text. */
export const ISO_LIKE = '^[0-9]{4}-[0-9][0-9]-[0-9][0-9][0-9t:z.+ -]*$'
const isoLike = new RegExp(ISO_LIKE)

/** Numbers as numbers, ISO dates by their text; null when either is missing or they differ in kind. */
function compareTexts(have: string, want: string): number | null {
  const [a, b] = [decimalOf(have), decimalOf(want)]
  if (a && b) return compareDecimals(a, b)
  if (!isoLike.test(have) || !isoLike.test(want)) return null
  return have < want ? -1 : have > want ? 1 : 0
}
