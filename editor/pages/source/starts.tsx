import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { JourneyChip } from '../../parts/journey-chip.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import type { Source } from './queries.ts'
import classes from './starts.module.css'

/** The journeys that whoever comes in here enters. */
export function Starts({ source: { starts } }: { source: Source }) {
  const say = useWords(words)
  return (
    <Card title={say.title} note={starts.length === 0 ? say.none : say.note}>
      {starts.length > 0 && (
        <ul className={classes.journeys}>
          {starts.map(({ id, name, state }) => (
            <li key={id}>
              <Anchor component={Link} to={`/journeys/${id}`} inherit>
                {name}
              </Anchor>
              <JourneyChip state={state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export const words = {
  en: {
    title: 'Journeys that begin here',
    note: 'Everything that came in is known to them, also what no contact keeps.',
    none: 'No published journey begins here yet. Choose this source in a journey’s trigger.',
  },
  ja: {
    title: 'ここから始まるシナリオ',
    note: 'コンタクトに残さない項目も、シナリオの中で使えます。',
    none: 'ここから始まる公開中のシナリオは、まだありません。シナリオの開始で、この受付口を選びます。',
  },
}
