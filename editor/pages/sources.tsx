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
import { sourcesQuery } from './source/queries.ts'
import { NewSource } from './sources/new-source.tsx'
import classes from './sources/sources.module.css'
import { SourcesTable } from './sources/table.tsx'

/** Every door by which people come in. */
export function Page() {
  const say = useWords(words)
  const format = useFormat()
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useQuery({ ...sourcesQuery, refetchInterval: 5_000 })
  const open = data?.sources.filter((source) => source.open).length ?? 0
  const empty = data?.sources.length === 0
  const factOf = () => {
    // The line keeps its height until the number is known.
    if (!data) return '\u00a0'
    return empty ? null : say.fact(format.number(data.sources.length), format.number(open))
  }
  const make = (
    <Button
      variant="filled"
      color="moss"
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {say.make}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader title={say.title} fact={factOf()} acts={!empty && make} />
      <NewSource opened={making} onClose={() => setMaking(false)} />
      {empty && (
        <Empty title={say.empty} text={say.emptyText}>
          {make}
        </Empty>
      )}
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !data && (
        <div className={classes.frame}>
          <SkeletonRows rows={4} tile head />
        </div>
      )}
      {data && !empty && <SourcesTable sources={data.sources} />}
    </PageBody>
  )
}

export const words = {
  en: {
    title: 'Sources',
    fact: (all: string, open: string) =>
      all === '1' ? `1 source, ${open} open.` : `${all} sources, ${open} of them open.`,
    make: 'New source',
    empty: 'People come in through a source',
    emptyText:
      'Make a sign-up form here, or connect the one on your site. Whoever fills it in becomes a contact and enters the journeys that begin with it.',
  },
  ja: {
    title: '受付口',
    fact: (all: string, open: string) => `${all}個のうち${open}個が受け付けています。`,
    make: '受付口を作る',
    empty: '受付口から人が入ってきます',
    emptyText:
      'ここで登録フォームを作るか、いまお使いのフォームをつなぎます。送った方がコンタクトになり、その受付口から始まるシナリオに入ります。',
  },
}
