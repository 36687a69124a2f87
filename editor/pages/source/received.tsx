import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useSearchParams } from 'react-router'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Live } from '../../parts/live.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { useWords } from '../../words.ts'
import { LatestEvents } from './connect-site.tsx'
import { Health } from './health.tsx'
import { type Source, useRequests } from './queries.ts'
import classes from './received.module.css'
import { RequestPanel } from './request-panel.tsx'
import { RequestsTable } from './requests-table.tsx'

/** What came in: of a website its events, too, for only what is refused stays as it came. */
export function Received({ source }: { source: Source }) {
  const say = useWords(words)
  if (source.kind !== 'site') return <Posts source={source} />
  return (
    <div className={classes.site}>
      <LatestEvents id={source.id} />
      <h2>{say.refused}</h2>
      <Posts source={source} />
    </div>
  )
}

/** The latest posts and what became of each; one of them open beside the list. */
function Posts({ source }: { source: Source }) {
  const say = useWords(words)
  const narrow = useMediaQuery('(width < 1100px)')
  const [params, setParams] = useSearchParams()
  const list = useRequests(source.id)
  const requests = list.data?.pages.flatMap((page) => page.requests)
  const chosen = Number(params.get('request')) || null
  const open = (id: number | null) =>
    setParams(
      { section: 'received', ...(id !== null && { request: String(id) }) },
      { replace: true, preventScrollReset: true },
    )
  if (list.error && !requests) {
    return <ErrorBox error={list.error} retry={() => void list.refetch()} />
  }
  if (!requests) return <SkeletonRows rows={6} height={44} head />
  if (requests.length === 0)
    return <Nothing>{source.kind === 'site' ? say.emptySite : say.empty}</Nothing>
  const panel = chosen !== null && (
    <RequestPanel key={chosen} id={chosen} onClose={() => open(null)} />
  )
  return (
    <>
      {source.kind !== 'site' && <Health id={source.id} />}
      <div className={classes.columns} data-open={(panel && !narrow) || undefined}>
        <div>
          <RequestsTable
            requests={requests}
            chosen={chosen}
            replayed={source.kind !== 'site'}
            onOpen={open}
            more={
              list.hasNextPage
                ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }
                : undefined
            }
          />
          <div className={classes.live}>
            <Live error={list.error} />
          </div>
        </div>
        {!narrow && panel}
        {narrow && panel && (
          <Drawer.Root
            opened
            onClose={() => open(null)}
            position="right"
            size="min(480px, 100vw)"
            padding={0}
          >
            <Drawer.Overlay />
            <Drawer.Content aria-label={say.one}>{panel}</Drawer.Content>
          </Drawer.Root>
        )}
      </div>
    </>
  )
}

export const words = {
  en: {
    empty: 'Nothing has come in yet. What arrives appears here by itself.',
    refused: 'Refused posts',
    emptySite: 'Nothing was refused.',
    one: 'One post',
  },
  ja: {
    empty: 'まだ何も届いていません。届くと、ここに自動で現れます。',
    refused: '断ったもの',
    emptySite: '断ったものはありません。',
    one: '届いた内容',
  },
}
