import { useInterval } from '@mantine/hooks'
import { useState } from 'react'
import type { Next, Walk } from '../../../server/timeline/shape.ts'
import { initial } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { journeyTitle } from '../../parts/journey-title.ts'
import { useWords } from '../../words.ts'
import classes from './next-card.module.css'
import { tellNext } from './next-words.ts'
import { StoneRow } from './stone-row.tsx'
import type { Telling } from './tell.ts'

type Props = { next: Next[]; walks: readonly Walk[]; telling: Telling; name: string }

/** What happens next and when, in a moss outline on top of the timeline. */
export function NextCard({ next, walks, telling, name }: Props) {
  const say = useWords(words)
  const now = useNow()
  if (next.length === 0) {
    return <p className={classes.nothing}>{walks.length > 0 ? say.nothing : say.never}</p>
  }
  return (
    <section className={classes.card} aria-label={say.label}>
      {decisionsFirst(next).map((each) => {
        const walk = walks.find(({ enrollmentId }) => enrollmentId === each.enrollmentId)
        const told = tellNext(each, walk, { ...telling, now })
        return (
          <div key={each.enrollmentId} className={classes.next}>
            <span className={classes.token} aria-hidden="true">
              {initial(name)}
            </span>
            <div className={classes.words}>
              <p className={classes.title}>
                <strong>{told.title}</strong>
                {told.distance && <span className={classes.distance}>{told.distance}</span>}
              </p>
              <p className={classes.sentence}>{told.sentence}</p>
            </div>
            {next.length > 1 && (
              <span className={classes.journey}>
                {walk ? journeyTitle(walk, telling.language) : each.journeyName}
              </span>
            )}
            {each.reason === 'held' && <Chip tone="shu">{say.held}</Chip>}
            {walk && (
              <div className={classes.row}>
                <StoneRow walk={walk} token={initial(name)} />
              </div>
            )}
          </div>
        )
      })}
    </section>
  )
}

/** Whatever stands still until somebody decides stands on top; the rest soonest first. Pure. */
const decisionsFirst = (next: Next[]) =>
  next.toSorted((a, b) => Number(b.reason === 'held') - Number(a.reason === 'held'))

/** The present moment, anew each ten seconds: distances are said in minutes. */
function useNow(): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  useInterval(() => setNow(Temporal.Now.instant()), 10_000, { autoInvoke: true })
  return now
}

export const words = {
  en: {
    label: 'What happens next',
    nothing: 'Nothing is planned for this contact.',
    never: 'This contact has not entered any journey yet.',
    held: 'Stands still',
  },
  ja: {
    label: '次に起きること',
    nothing: 'この方に次の予定はありません。',
    never: 'まだどのシナリオにも入っていません。',
    held: '停止中',
  },
}
