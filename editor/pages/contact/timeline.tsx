import { useIntersection } from '@mantine/hooks'
import { IconArrowUp } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { Timeline as TimelineShape } from '../../../server/timeline/shape.ts'
import { Nothing } from '../../parts/empty.tsx'
import { Live } from '../../parts/live.tsx'
import { useWords } from '../../words.ts'
import { DaySection } from './day-section.tsx'
import { byDay } from './days.ts'
import { Filters, useLooking } from './filters.tsx'
import { holdBack, type Standing } from './held-back.ts'
import { NextCard } from './next-card.tsx'
import type { Pointing } from './pointing.ts'
import { useTelling } from './queries.ts'
import { shows } from './shown.ts'
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
  const [looking] = useLooking()
  const { show, journey, days: back } = looking
  const { top, visible, waiting, toTop } = useHeldBack(timeline.entries)
  const days = useMemo(
    () =>
      byDay(
        visible.filter((entry) =>
          shows({ show, journey, days: back }, entry, { walks, now: Temporal.Now.instant() }),
        ),
        telling.format.zone,
      ),
    [visible, show, journey, back, walks, telling.format.zone],
  )
  return (
    <div>
      <div ref={top} className={classes.tools}>
        <Filters walks={walks} />
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
      {days.length === 0 && (
        <Nothing>{journey === null && back === null ? say.empty[show] : say.nothing}</Nothing>
      )}
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
    nothing: 'Nothing in this selection. Show more to find it.',
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
    nothing: 'この条件に当てはまる履歴はありません。条件をゆるめてみてください。',
    fresh: (n: number) => `新しい履歴が${n}件`,
    empty: {
      all: 'まだ何も起きていません。何か起きると、ここに自動で現れます。',
      mail: 'メールはまだありません。',
      waits: '待機はまだありません。',
      branches: '分岐はまだありません。',
      events: 'イベントはまだありません。',
    },
  },
}
