import { useIntersection } from '@mantine/hooks'
import { IconArrowUp } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Timeline as TimelineShape } from '../../../server/timeline/shape.ts'
import { Nothing } from '../../parts/empty.tsx'
import { FilterChips } from '../../parts/filter-chips.tsx'
import { Live } from '../../parts/live.tsx'
import { useWords } from '../../words.ts'
import { DaySection } from './day-section.tsx'
import { byDay } from './days.ts'
import { holdBack, type Standing } from './held-back.ts'
import { NextCard } from './next-card.tsx'
import type { Pointing } from './pointing.ts'
import { useTelling } from './queries.ts'
import { shownKinds, shownOf, shows } from './shown.ts'
import classes from './timeline.module.css'

type Props = {
  timeline: TimelineShape
  /** Why it could not be read anew. */
  error: Error | null
  name: string
  pointing: Pointing
}

/** All that happened to a contact, newest first, with what happens next above. It grows by itself. */
export function Timeline({ timeline, error, name, pointing }: Props) {
  const { next, walks } = timeline
  const say = useWords(words)
  const telling = useTelling(walks)
  const [search, setSearch] = useSearchParams()
  const shown = shownOf(search.get('show'))
  const { top, visible, waiting, toTop } = useHeldBack(timeline.entries)
  const days = useMemo(
    () =>
      byDay(
        visible.filter((entry) => shows(shown, entry)),
        telling.format.zone,
      ),
    [visible, shown, telling.format.zone],
  )
  return (
    <div>
      <div ref={top} className={classes.tools}>
        <FilterChips
          label={say.filter}
          value={shown}
          onChange={(kind) =>
            setSearch(kind === 'all' ? {} : { show: kind }, {
              replace: true,
              preventScrollReset: true,
            })
          }
          options={shownKinds.map((value) => ({ value, label: say.kinds[value] }))}
        />
        <Live error={error} />
      </div>
      <NextCard next={next} walks={walks} telling={telling} name={name} />
      <div className={classes.fresh} role="status">
        {waiting > 0 && (
          <button type="button" onClick={toTop}>
            <IconArrowUp size={15} stroke={2} aria-hidden />
            {say.fresh(waiting)}
          </button>
        )}
      </div>
      {days.length === 0 && <Nothing>{say.empty[shown]}</Nothing>}
      {days.map((day) => (
        <DaySection key={day.date} day={day} telling={telling} pointing={pointing} />
      ))}
    </div>
  )
}

/** What is new waits above while somebody reads further down. */
function useHeldBack(entries: TimelineShape['entries']) {
  const { ref, entry } = useIntersection<HTMLDivElement>()
  const atTop = entry?.isIntersecting ?? true
  const [standing, setStanding] = useState<Standing | null>(null)
  const held = useMemo(() => holdBack(entries, standing, atTop), [entries, standing, atTop])
  useEffect(() => {
    if (atTop) setStanding(new Set(entries.map(({ id }) => id)))
  }, [atTop, entries])
  const toTop = () => entry?.target.scrollIntoView({ block: 'start' })
  return { top: ref, toTop, ...held }
}

export const words = {
  en: {
    filter: 'What to show',
    kinds: {
      all: 'All',
      mail: 'Mail',
      waits: 'Waits',
      branches: 'Branches',
      events: 'Events',
    },
    fresh: (n: number) => (n === 1 ? '1 new entry' : `${n} new entries`),
    empty: {
      all: 'Nothing has happened to this contact yet. What happens appears here by itself.',
      mail: 'No mail yet.',
      waits: 'No wait yet.',
      branches: 'No branch yet.',
      events: 'No event yet.',
    },
  },
  ja: {
    filter: '表示するもの',
    kinds: { all: 'すべて', mail: 'メール', waits: '待機', branches: '分岐', events: '出来事' },
    fresh: (n: number) => `新しい履歴が${n}件`,
    empty: {
      all: 'まだ何も起きていません。何か起きると、ここに自動で現れます。',
      mail: 'メールはまだありません。',
      waits: '待機はまだありません。',
      branches: '分岐はまだありません。',
      events: '出来事はまだありません。',
    },
  },
}
