import { IconArrowDown, IconArrowUp, IconCheck, IconMailOff } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { none, TwoLines } from '../../parts/data-table.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { words as headWords } from '../contact/head.tsx'
import { stepTo } from './keys.ts'
import type { Sort } from './listing.ts'
import type { ContactRow } from './queries.ts'
import classes from './table.module.css'

type Props = {
  contacts: ContactRow[]
  /** How many there are; null: only about. */
  total: number | null
  /** The answer to the question before. */
  stale: boolean
  /** Null: these are all. */
  more: (() => void) | null
  sort: Sort
  onSort: (sort: Sort) => void
}

const ROW = 64
/** Rows that are on their way keep the place of those that come. */
const COMING = 20
const AHEAD = 60

/** Rows of one height, of which only those in sight are there: a million scroll like fifty. */
export function ContactsTable({ contacts, total, stale, more, sort, onSort }: Props) {
  const say = useWords(words)
  const id = useId()
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const rows = useVirtualizer({
    count: contacts.length + (more ? COMING : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last > contacts.length - AHEAD) more?.()
  }, [last, contacts.length, more])
  const go = (to: number) => {
    setAt(to)
    rows.scrollToIndex(to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const row = contacts[at]
    if (event.key === 'Enter' && row) return void navigate(`/contacts/${row.id}`)
    const page = Math.floor((scroller.current?.clientHeight ?? 640) / ROW) - 1
    const to = stepTo(event.key, { at, last: contacts.length - 1, page })
    if (to === null) return
    event.preventDefault()
    go(to)
  }
  return (
    <div ref={scroller} className={classes.scroller} data-stale={stale || undefined}>
      <table
        className={classes.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys walk its rows
        role="grid"
        tabIndex={0}
        aria-label={say.label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-activedescendant={
          contacts[at] && items.some(({ index }) => index === at) ? `${id}-${at}` : undefined
        }
        aria-busy={stale}
        onKeyDown={press}
      >
        <Head sort={sort} onSort={onSort} />
        <tbody className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const contact = contacts[index]
            return (
              <tr
                key={index}
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                className={classes.row}
                data-at={index === at || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                {contact ? <Cells contact={contact} /> : <Coming />}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type HeadProps = Pick<Props, 'sort' | 'onSort'>

function Head({ sort, onSort }: HeadProps) {
  const say = useWords(words)
  const sorted = (mine: Sort, direction: 'ascending' | 'descending') =>
    sort === mine ? direction : undefined
  return (
    <thead className={classes.headGroup}>
      <tr className={classes.head} aria-rowindex={1}>
        <HeadCell label={say.name} by={sorted('name', 'ascending')} to={() => onSort('name')} />
        <HeadCell label={say.tags} wide />
        <HeadCell label={say.state} />
        <HeadCell label={say.walks} wide right />
        <HeadCell
          label={say.changed}
          wide
          by={sorted('changed', 'descending')}
          to={() => onSort('changed')}
        />
        <HeadCell
          label={say.since}
          wide
          by={sorted('newest', 'descending') ?? sorted('oldest', 'ascending')}
          to={() => onSort(sort === 'newest' ? 'oldest' : 'newest')}
        />
      </tr>
    </thead>
  )
}

type HeadCellProps = {
  label: string
  by?: 'ascending' | 'descending' | undefined
  to?: () => void
  wide?: boolean
  right?: boolean
}

function HeadCell({ label, by, to, wide, right }: HeadCellProps) {
  const Mark = by === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      aria-sort={to ? (by ?? 'none') : undefined}
      data-wide={wide || undefined}
      data-right={right || undefined}
    >
      {to ? (
        <button type="button" className={classes.sort} onClick={to}>
          {label}
          {by && <Mark size={13} stroke={2} aria-hidden />}
        </button>
      ) : (
        label
      )}
    </th>
  )
}

function Cells({ contact }: { contact: ContactRow }) {
  const say = useWords(words)
  const format = useFormat()
  const { id, name, email, tags, suppression, consent, walks, createdAt, changedAt } = contact
  const shown = tags.slice(0, 2)
  return (
    <>
      <td>
        <Link to={`/contacts/${id}`} className={classes.opening} tabIndex={-1}>
          <TwoLines before={<Avatar name={name} lit={!suppression} />} title={name} note={email} />
        </Link>
      </td>
      <td data-wide className={classes.tags}>
        {shown.map((tag) => (
          <Chip key={tag.id} tone="ishi">
            {tag.name}
          </Chip>
        ))}
        {tags.length > shown.length && (
          <span title={tags.map((tag) => tag.name).join(', ')}>
            {say.more(tags.length - shown.length)}
          </span>
        )}
        {tags.length === 0 && none}
      </td>
      <td>
        <Reach suppression={suppression} consent={consent} />
      </td>
      <td data-wide data-right>
        {walks > 0 ? say.count(format.number(walks)) : none}
      </td>
      <td data-wide>
        <When at={changedAt} as="recent" />
      </td>
      <td data-wide>
        <When at={createdAt} as="recent" />
      </td>
    </>
  )
}

function Reach({ suppression, consent }: Pick<ContactRow, 'suppression' | 'consent'>) {
  const say = useWords(words)
  const { stopped } = useWords(headWords)
  if (suppression) {
    return (
      <Chip tone="shu" icon={IconMailOff}>
        {stopped[suppression]}
      </Chip>
    )
  }
  return consent === 'given' ? (
    <Chip tone="moss" icon={IconCheck}>
      {say.reachable}
    </Chip>
  ) : (
    <Chip tone="kohaku" icon={IconMailOff}>
      {say.noConsent}
    </Chip>
  )
}

function Coming() {
  return (
    <td className={classes.coming}>
      <span className={classes.disc} />
      <span className={classes.bar} />
    </td>
  )
}

export const words = {
  en: {
    label: 'Contacts',
    name: 'Name',
    tags: 'Tags',
    more: (n: number) => `+${n}`,
    state: 'Status',
    reachable: 'May get mail',
    noConsent: 'No consent',
    walks: 'Journeys now',
    count: (n: string) => n,
    changed: 'Changed',
    since: 'Since',
  },
  ja: {
    label: 'コンタクト',
    name: '名前',
    tags: 'タグ',
    more: (n: number) => `ほか${n}`,
    state: '状態',
    reachable: '配信できます',
    noConsent: '同意なし',
    walks: '進行中',
    count: (n: string) => `${n}件`,
    changed: '更新',
    since: '登録',
  },
}
