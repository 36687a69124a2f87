import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty, Nothing } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { AddDialog } from './contacts/add-dialog.tsx'
import classes from './contacts/contacts.module.css'
import { useContacts, useSearch } from './contacts/queries.ts'
import { SearchField } from './contacts/search-field.tsx'
import { ContactsTable } from './contacts/table.tsx'

/** Everybody there is, newest first, found by any part of name, reading, company or address. */
export function Page() {
  const say = useWords(words)
  const format = useFormat()
  const [search, setSearch] = useSearch()
  const [adding, setAdding] = useState(false)
  const list = useContacts(search)
  const pages = list.data?.pages
  const contacts = pages?.flatMap((page) => page.contacts) ?? []
  const total = pages?.[0]?.total
  const empty = total === 0 && search === ''
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
        fact={
          total === undefined
            ? '\u00a0'
            : search
              ? say.found(format.number(total))
              : say.total(format.number(total))
        }
        acts={!empty && add}
      />
      <AddDialog opened={adding} onClose={() => setAdding(false)} />
      {empty ? (
        <Empty title={say.empty} text={say.emptyText}>
          {add}
        </Empty>
      ) : (
        <>
          <div className={classes.tools}>
            <SearchField
              value={search}
              onChange={setSearch}
              label={say.search}
              placeholder={say.placeholder}
            />
          </div>
          {list.error && !pages ? (
            <ErrorBox error={list.error} retry={() => void list.refetch()} />
          ) : !pages ? (
            <div className={classes.frame}>
              <SkeletonRows tile />
            </div>
          ) : contacts.length === 0 ? (
            <Nothing>{say.none(search)}</Nothing>
          ) : (
            <ContactsTable
              contacts={contacts}
              stale={list.isPlaceholderData}
              more={
                list.hasNextPage
                  ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }
                  : undefined
              }
            />
          )}
        </>
      )}
    </PageBody>
  )
}

export const words = {
  en: {
    title: 'Contacts',
    total: (n: string) => (n === '1' ? '1 contact.' : `${n} contacts.`),
    found: (n: string) => (n === '1' ? '1 contact found.' : `${n} contacts found.`),
    add: 'Add a contact',
    search: 'Search contacts',
    placeholder: 'Name, reading, company or address',
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
    search: 'コンタクトを探す',
    placeholder: '名前・ふりがな・会社・アドレス',
    none: (search: string) => `名前・ふりがな・会社・アドレスに「${search}」を含む方はいません。`,
    empty: 'コンタクトはまだいません',
    emptyText:
      'フォームを送った方や、手で加えた方がコンタクトになります。受付口をつなぐか、ここで加えてください。',
  },
}
