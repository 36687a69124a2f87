import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import { Empty, Nothing } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { AddDialog } from './contacts/add-dialog.tsx'
import { Bulk } from './contacts/bulk.tsx'
import classes from './contacts/contacts.module.css'
import { Filters } from './contacts/filters.tsx'
import { isNarrowed, queryOf, useListing } from './contacts/listing.ts'
import { audienceOf, nobody, type Picked } from './contacts/picked.ts'
import { useContacts } from './contacts/queries.ts'
import { RuleBar } from './contacts/rule-bar.tsx'
import { RunningActs } from './contacts/running.tsx'
import { ContactsTable } from './contacts/table.tsx'
import { Views } from './contacts/views.tsx'
import { ExportDialog } from './exports/export-dialog.tsx'

/** Everybody there is, newest first, found by any part of name, reading, company or address. */
export function Page() {
  const say = useWords(words)
  const format = useFormat()
  const [listing, change] = useListing()
  const { search } = listing
  const [adding, setAdding] = useState(false)
  const [takingOut, takeOut] = useState(false)
  const [drawing, draw] = useState(false)
  const [picked, setPicked] = usePicked(JSON.stringify(queryOf({ ...listing, sort: 'newest' })))
  const list = useContacts(listing)
  const pages = list.data?.pages
  const contacts = pages?.flatMap((page) => page.contacts) ?? []
  const [first] = pages ?? []
  const narrowed = isNarrowed(listing)
  const anybody = picked.all || picked.ids.size > 0
  const empty = first?.total === 0 && !narrowed
  const total = first && `${first.estimated ? say.about : ''}${format.number(first.total)}`
  const { fetchNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const add = (
    <Button
      variant="filled"
      color="moss"
      leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {say.add}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={total === undefined ? '\u00a0' : narrowed ? say.found(total) : say.total(total)}
        acts={
          <>
            <Button component={Link} to="/imports">
              {say.bringIn}
            </Button>
            {!empty && <Button onClick={() => takeOut(true)}>{say.takeOut}</Button>}
            {!empty && add}
          </>
        }
      />
      <ExportDialog
        opened={takingOut}
        onClose={() => takeOut(false)}
        counted={total ?? ''}
        audience={() => audienceOf({ ...nobody, all: true }, listing)}
      />
      <AddDialog opened={adding} onClose={() => setAdding(false)} />
      {empty ? (
        <Empty title={say.empty} text={say.emptyText}>
          {add}
        </Empty>
      ) : (
        <>
          <Views listing={listing} change={change} />
          <RunningActs />
          <div className={classes.top} data-picked={anybody || undefined}>
            <div className={classes.tools}>
              <SearchField
                value={search}
                onChange={(search) => change({ search })}
                label={say.search}
                placeholder={say.placeholder}
              />
              <Filters
                listing={listing}
                change={change}
                drawing={drawing}
                draw={() => draw(true)}
              />
            </div>
            <Bulk
              picked={picked}
              onPick={setPicked}
              listing={listing}
              total={first?.total ?? 0}
              estimated={first?.estimated ?? false}
            />
          </div>
          <RuleBar listing={listing} change={change} drawing={drawing} draw={draw} />
          {list.error && !pages ? (
            <ErrorBox error={list.error} retry={() => void list.refetch()} />
          ) : !pages ? (
            <div className={classes.frame}>
              <SkeletonRows tile />
            </div>
          ) : contacts.length === 0 ? (
            <Nothing>{search && !listing.rule ? say.none(search) : say.nobody}</Nothing>
          ) : (
            <ContactsTable
              contacts={contacts}
              key={JSON.stringify(listing)}
              total={first && !first.estimated ? first.total : null}
              stale={list.isPlaceholderData}
              more={list.hasNextPage ? more : null}
              sort={listing.sort}
              onSort={(sort) => change({ sort })}
              picked={picked}
              onPick={setPicked}
            />
          )}
        </>
      )}
    </PageBody>
  )
}

/** Who is picked, as long as the list asks for the same people. */
function usePicked(question: string): [Picked, (picked: Picked) => void] {
  const [held, hold] = useState({ question, picked: nobody })
  const set = (picked: Picked) => hold({ question, picked })
  return [held.question === question ? held.picked : nobody, set]
}

export const words = {
  en: {
    title: 'Contacts',
    total: (n: string) => (n === '1' ? '1 contact.' : `${n} contacts.`),
    found: (n: string) => (n === '1' ? '1 contact found.' : `${n} contacts found.`),
    add: 'Add a contact',
    bringIn: 'Import',
    takeOut: 'Export',
    search: 'Search contacts',
    placeholder: 'Name, reading, company or address',
    about: 'about ',
    nobody: 'Nobody fits these filters. Clear some to see more.',
    none: (search: string) => `Nobody’s name, reading, company or address contains “${search}”.`,
    empty: 'Nobody is here yet',
    emptyText:
      'Whoever posts a sign-up form or is entered by hand becomes a contact. Connect a source, or add somebody yourself.',
  },
  ja: {
    title: 'コンタクト',
    total: (n: string) => `${n}人が登録されています。`,
    found: (n: string) => `${n}人が見つかりました。`,
    add: 'コンタクトを加える',
    bringIn: '取り込む',
    takeOut: '書き出す',
    search: 'コンタクトを探す',
    placeholder: '名前・ふりがな・会社・アドレス',
    about: '約',
    nobody: 'この条件に当てはまる方はいません。条件を減らしてみてください。',
    none: (search: string) => `名前・ふりがな・会社・アドレスに「${search}」を含む方はいません。`,
    empty: 'コンタクトはまだいません',
    emptyText:
      'フォームを送った方や、手で加えた方がコンタクトになります。受付口をつなぐか、ここで加えてください。',
  },
}
