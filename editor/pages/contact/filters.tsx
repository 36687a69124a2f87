import { Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { Walk } from '../../../server/timeline/shape.ts'
import { FilterChips } from '../../parts/filter-chips.tsx'
import { journeyTitle } from '../../parts/journey-title.ts'
import { useLanguage, useWords } from '../../words.ts'
import classes from './filters.module.css'
import { type Looking, lookingAt, periods, shownKinds } from './shown.ts'

/** What somebody looks for in a timeline, as it stands in the URL. */
export function useLooking(): [Looking, (part: Partial<Record<keyof Looking, string>>) => void] {
  const [params, setParams] = useSearchParams()
  const look = (part: Partial<Record<keyof Looking, string>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(part)) {
          if (value && value !== 'all') next.set(key, value)
          else next.delete(key)
        }
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return [lookingAt(params), look]
}

type Props = { walks: readonly Walk[] }

/** Kinds, journeys and time, each by itself. */
export function Filters({ walks }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const [{ show, journey, days }, look] = useLooking()
  const journeys = new Map(
    walks.map((walk) => [
      walk.journeyKind === 'mail' ? 'mail' : String(walk.journeyId),
      journeyTitle(walk, language),
    ]),
  )
  return (
    <div className={classes.filters}>
      <FilterChips
        label={say.kind}
        value={show}
        onChange={(value) => look({ show: value })}
        options={shownKinds.map((value) => ({ value, label: say.kinds[value] }))}
      />
      {(journeys.size > 1 || journey !== null) && (
        <Select
          size="xs"
          w={180}
          aria-label={say.journey}
          placeholder={say.everyJourney}
          clearable
          data={[...journeys].map(([value, label]) => ({ value, label }))}
          value={journey}
          onChange={(value) => look({ journey: value ?? '' })}
        />
      )}
      <Select
        size="xs"
        w={130}
        aria-label={say.period}
        placeholder={say.everyDay}
        clearable
        data={periods.map((value) => ({ value: String(value), label: say.last(value) }))}
        value={days === null ? null : String(days)}
        onChange={(value) => look({ days: value ?? '' })}
      />
    </div>
  )
}

export const words = {
  en: {
    kind: 'What to show',
    kinds: {
      all: 'All',
      mail: 'Mail',
      waits: 'Waits',
      branches: 'Branches',
      events: 'Events',
    },
    journey: 'Which journey',
    everyJourney: 'Every journey',
    period: 'Since when',
    everyDay: 'All the time',
    last: (days: number) => (days === 1 ? 'Last 24 hours' : `Last ${days} days`),
  },
  ja: {
    kind: '表示するもの',
    kinds: { all: 'すべて', mail: 'メール', waits: '待機', branches: '分岐', events: 'イベント' },
    journey: 'どのシナリオか',
    everyJourney: 'すべてのシナリオ',
    period: 'いつからか',
    everyDay: '全期間',
    last: (days: number) => (days === 1 ? '24時間以内' : `${days}日以内`),
  },
}
