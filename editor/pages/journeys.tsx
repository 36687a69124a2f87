import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { Empty, Nothing } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { FilterChips } from '../parts/filter-chips.tsx'
import { Card, PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { toastError } from '../parts/toasts.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { ImportButton } from './journeys/import-button.tsx'
import { type JourneyRow, journeysQuery, useCreate } from './journeys/queries.ts'
import { StoryCard } from './journeys/story-card.tsx'
import { Table } from './journeys/table.tsx'
import { isIn, orders, select, useView, views } from './journeys/use-view.ts'
import classes from './journeys.module.css'

/** All journeys: who walks them, whether they are in order, and the way to a new one. */
export function Page() {
  const say = useWords(words)
  const { data, error, refetch } = useQuery(journeysQuery)
  const empty = data?.journeys.length === 0
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={data && !empty && <Fact {...data} />}
        acts={
          <>
            <ImportButton />
            {!empty && <NewButton label={say.create} />}
          </>
        }
      />
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && (
        <Card flush>
          <SkeletonRows tile head />
        </Card>
      )}
      {empty && (
        <Empty title={say.empty} text={say.emptyText}>
          <NewButton label={say.begin} />
        </Empty>
      )}
      {data && !empty && <List journeys={data.journeys} />}
    </PageBody>
  )
}

function Fact(props: { walking: number; live: number; nextAt: string | null }) {
  const say = useWords(words)
  const format = useFormat()
  const { walking, live, nextAt } = props
  if (live === 0) return say.noneLive
  if (walking === 0) return say.nobody(live)
  return (
    <>
      {say.fact(format.number(walking), live)}
      {nextAt && say.next(format.dateTime(nextAt))}
    </>
  )
}

function List({ journeys }: { journeys: JourneyRow[] }) {
  const say = useWords(words)
  const shown = useView()
  const { view, search, order } = shown
  const rows = select(journeys, shown)
  return (
    <>
      <StoryCard journeys={journeys} />
      <div className={classes.tools}>
        <SearchField
          className={classes.search}
          label={say.search}
          value={search}
          onChange={shown.setSearch}
        />
        <FilterChips
          label={say.state}
          value={view}
          onChange={shown.setView}
          options={views.map((each) => ({
            value: each,
            label: say.views[each],
            count: String(journeys.filter((row) => isIn(each, row)).length),
          }))}
        />
        <Menu>
          <Menu.Target>
            <Button
              className={classes.sort}
              variant="subtle"
              color="ishi"
              leftSection={<IconArrowsSort size={15} stroke={2} aria-hidden />}
            >
              {say.orders[order]}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {orders.map((each) => (
              <Menu.Item key={each} onClick={() => shown.setOrder(each)}>
                {say.orders[each]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {rows.length > 0 ? (
        <Table rows={rows} />
      ) : (
        <Card>
          <Nothing>{say.nothing}</Nothing>
        </Card>
      )}
    </>
  )
}

function NewButton({ label }: { label: string }) {
  const say = useWords(words)
  const navigate = useNavigate()
  const create = useCreate()
  const begin = () =>
    create.mutate(
      { name: say.untitled },
      { onSuccess: ({ id }) => navigate(`/journeys/${id}`), onError: toastError },
    )
  return (
    <Button
      variant="filled"
      color="moss"
      leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
      loading={create.isPending}
      onClick={begin}
    >
      {label}
    </Button>
  )
}

export const words = {
  en: {
    title: 'Journeys',
    fact: (people: string, live: number) =>
      `${people === '1' ? '1 person is' : `${people} people are`} walking ${live === 1 ? '1 live journey' : `${live} live journeys`}.`,
    next: (at: string) => ` The next of them moves on at ${at}.`,
    nobody: (live: number) =>
      `${live === 1 ? '1 journey is' : `${live} journeys are`} live. Nobody is walking yet.`,
    noneLive: 'No journey is live. Nothing is sent until you publish one.',
    create: 'New journey',
    untitled: 'New journey',
    search: 'Name or trigger',
    state: 'Status',
    views: { all: 'All', live: 'Live', paused: 'Paused', draft: 'Draft', archived: 'Archived' },
    orders: { changed: 'Last changed', name: 'Name', here: 'Most people here' },
    nothing: 'No journey fits this search.',
    empty: 'Lay the first stone',
    emptyText:
      'A journey is a path of mails and waits. Draw it stone by stone; nothing is sent until you publish it.',
    begin: 'Start from blank',
  },
  ja: {
    title: 'シナリオ',
    fact: (people: string, live: number) =>
      `${people}人が、公開中の${live}つのシナリオを歩いています。`,
    next: (at: string) => `次に動くのは${at}です。`,
    nobody: (live: number) => `公開中のシナリオは${live}つです。まだだれも歩いていません。`,
    noneLive: '公開中のシナリオはありません。公開するまで、メールは送られません。',
    create: 'シナリオを作る',
    untitled: '新しいシナリオ',
    search: '名前・開始条件',
    state: '状態',
    views: {
      all: 'すべて',
      live: '公開中',
      paused: '一時停止',
      draft: '下書き',
      archived: '保管済み',
    },
    orders: { changed: '変更が新しい順', name: '名前順', here: 'いまいる人が多い順' },
    nothing: 'この条件に合うシナリオはありません。',
    empty: '最初の飛び石を置きましょう',
    emptyText:
      'シナリオは、メールと待ち時間をつないだ道です。石を一つずつ置いて描きます。公開するまで、メールは送られません。',
    begin: '白紙から始める',
  },
}
