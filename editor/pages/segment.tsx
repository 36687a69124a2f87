import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { Reading } from '../parts/reading.tsx'
import { useWords } from '../words.ts'
import { DrawCard } from './segment/draw-card.tsx'
import { SegmentHead } from './segment/head.tsx'
import { People } from './segment/people.tsx'
import { Told } from './segment/told.tsx'
import { useSegmentDraft } from './segment/use-draft.ts'
import { type Segment, segmentQuery } from './segments/queries.ts'
import classes from './segments/segments.module.css'

/** A segment: its conditions, how many meet them, and who is in. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery(segmentQuery(id))
  if (!data) return <Reading failed={say.failed} error={error} retry={refetch} />
  return <Whole key={id} segment={data} />
}

function Whole({ segment }: { segment: Segment }) {
  const say = useWords(words)
  const draft = useSegmentDraft(segment)
  const { state, progress, archivedAt } = segment
  return (
    <PageBody>
      <SegmentHead segment={segment} draft={draft} />
      <div className={classes.stack}>
        <Told draft={draft} />
        <DrawCard segment={segment} draft={draft} />
        {state === 'building' && !archivedAt && (
          <Progress value={progress * 100} color="moss" aria-label={say.building} />
        )}
        <People segment={segment} />
      </div>
    </PageBody>
  )
}

export const words = {
  en: {
    failed: 'Could not read this segment. Nothing is lost.',
    building: 'Contacts asked so far',
  },
  ja: {
    failed: 'セグメントを読み込めませんでした。記録は失われていません。',
    building: '調べ終えたコンタクト',
  },
}
