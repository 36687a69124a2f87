import classes from './day-section.module.css'
import type { Day } from './days.ts'
import { Entry } from './entry.tsx'
import type { Pointing } from './pointing.ts'
import type { Telling } from './tell.ts'

type Props = { day: Day; telling: Telling; pointing: Pointing }

/** One day: its date, how long ago, and what happened. */
export function DaySection({ day: { date, entries }, telling, pointing }: Props) {
  const { format } = telling
  const at = entries[0]?.at ?? date
  return (
    <section className={classes.day} aria-label={format.date(at)}>
      <h2 className={classes.head}>
        <time dateTime={date}>{format.date(at)}</time>
        <span className={classes.distance}>{format.dayDistance(at)}</span>
      </h2>
      <ol className={classes.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} telling={telling} pointing={pointing} />
        ))}
      </ol>
    </section>
  )
}
