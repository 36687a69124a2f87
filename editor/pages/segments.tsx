import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { ExampleList } from './segments/example-list.tsx'
import { blankStart, NewSegment, type Start } from './segments/new-dialog.tsx'
import { watchedSegmentsQuery } from './segments/queries.ts'
import { SegmentsTable } from './segments/table.tsx'

/** Everybody under names: who meets a rule, who was chosen by hand. */
export function Page() {
  const say = useWords(words)
  const format = useFormat()
  const [start, begin] = useState<Start | null>(null)
  const { data, error, refetch } = useQuery(watchedSegmentsQuery)
  const count = data?.segments.length
  // The line keeps its height until the number is known.
  const fact = count === undefined ? '\u00a0' : count > 0 && say.fact(format.number(count))
  const make = (
    <Button
      variant="filled"
      color="moss"
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => begin(blankStart)}
    >
      {say.make}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader title={say.title} fact={fact} acts={count !== 0 && make} />
      {start && <NewSegment start={start} onClose={() => begin(null)} />}
      {count === 0 && (
        <>
          <Empty title={say.empty} text={say.emptyText}>
            {make}
          </Empty>
          <ExampleList choose={begin} />
        </>
      )}
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={4} tile head />}
      {data && data.segments.length > 0 && <SegmentsTable segments={data.segments} />}
    </PageBody>
  )
}

export const words = {
  en: {
    title: 'Segments',
    fact: (all: string) => (all === '1' ? '1 segment.' : `${all} segments.`),
    make: 'New segment',
    empty: 'Give the people you write to a name',
    emptyText:
      'A segment gathers whoever meets your conditions and keeps itself up to date. Journeys begin with it and branch on it.',
  },
  ja: {
    title: 'セグメント',
    fact: (all: string) => `${all}個のセグメントがあります。`,
    make: '新しく作る',
    empty: '届けたい人たちに名前を付けましょう',
    emptyText:
      'セグメントは条件を満たす人を集め、いつも最新に保ちます。シナリオの開始や分岐に使えます。',
  },
}
