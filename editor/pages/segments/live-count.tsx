import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { isWholeRule } from '../../../server/engine/finished.ts'
import type { Rule } from '../../../server/engine/rule.ts'
import { answer, api } from '../../api.ts'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './segments.module.css'

const SETTLED_MS = 350

/** How many meet a rule, and some of them, while it is edited; the last answer stays until the next. */
export function LiveCount({ rule }: { rule: Rule }) {
  const say = useWords(words)
  const format = useFormat()
  const whole = isWholeRule(rule)
  const { data, error, counting } = useCount(rule, whole)
  const number = data && format.number(data.count)
  return (
    <section className={classes.count} aria-label={say.label} aria-busy={counting}>
      <p className={classes.figure} aria-live="polite" data-old={counting || !whole || undefined}>
        {number ? (data.exact ? say.people(number, data.count) : say.about(number)) : '—'}
      </p>
      <p className={classes.why}>
        {error && whole
          ? error.message
          : say.why(whole ? (data?.basis ?? 'counting') : 'unfinished')}
      </p>
      <ul className={classes.sample} data-old={counting || !whole || undefined}>
        {data?.contacts.slice(0, 5).map(({ id, name, email }) => (
          <li key={id}>
            <Link to={`/contacts/${id}`}>{name}</Link>
            {name !== email && <span>{email}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Asked when the hand rests; an unfinished rule is not asked. */
function useCount(rule: Rule, whole: boolean) {
  const key = JSON.stringify(rule)
  const [settled] = useDebouncedValue(key, SETTLED_MS)
  const { data, error, isPlaceholderData, isFetching } = useQuery({
    queryKey: ['segments', 'count', settled],
    queryFn: () => answer(api.segments.count.$post({ json: { rule: JSON.parse(settled) } })),
    enabled: whole && settled === key,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  const counting = whole && (settled !== key || isPlaceholderData || (isFetching && !data))
  return { data, error, counting }
}

type Basis = 'everybody' | 'sample' | 'statistics' | 'counting' | 'unfinished'

export const words = {
  en: {
    label: 'Who meets the conditions now',
    people: (number: string, count: number) => `${number} ${count === 1 ? 'person' : 'people'}`,
    about: (number: string) => `about ${number} people`,
    why: (basis: Basis) =>
      ({
        everybody: 'Counted just now, over all contacts.',
        sample:
          'An estimate from contacts taken at random: counting all of them takes too long. Once saved, the number is exact.',
        statistics:
          'A rough estimate from the database’s statistics: counting takes too long. Once saved, the number is exact.',
        counting: 'Counting…',
        unfinished: 'Fill in every condition to see how many meet them.',
      })[basis],
  },
  ja: {
    label: 'いま条件を満たす人',
    people: (number: string, _: number) => `${number}人`,
    about: (number: string) => `約${number}人`,
    why: (basis: Basis) =>
      ({
        everybody: 'すべてのコンタクトを数えた、いまの人数です。',
        sample:
          '無作為に選んだ一部からの推定です。全員を数えるには時間がかかります。保存すると正確な人数が出ます。',
        statistics:
          'データベースの統計からのおおまかな推定です。数えるには時間がかかります。保存すると正確な人数が出ます。',
        counting: '数えています。',
        unfinished: '条件をすべて入力すると、人数が出ます。',
      })[basis],
  },
}
