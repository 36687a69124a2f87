import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useWords } from '../../words.ts'
import { Cells, Coming } from './cells.tsx'
import { stepTo } from './keys.ts'
import type { Sort } from './listing.ts'
import { isPicked, type Picked, pick, pickShown } from './picked.ts'
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
  picked: Picked
  onPick: (picked: Picked) => void
}

const ROW = 64
/** Rows that are on their way keep the place of those that come. */
const COMING = 20
const AHEAD = 60

/** Rows of one height, of which only those in sight are there: a million scroll like fifty. */
export function ContactsTable(props: Props) {
  const { contacts, total, stale, more, sort, onSort, picked, onPick } = props
  const say = useWords(words)
  const id = useId()
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
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
  const turn = (index: number, range: boolean) => {
    setAt(index)
    onPick(pick(picked, { rows: contacts, at: index, range }))
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const row = contacts[at]
    if (event.key === 'Enter' && row) return void navigate(`/contacts/${row.id}`)
    if (event.key === ' ') {
      event.preventDefault()
      return turn(at, event.shiftKey)
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 640) / ROW) - 1
    const to = stepTo(event.key, { at, last: contacts.length - 1, page })
    if (to === null) return
    event.preventDefault()
    go(to)
  }
  return (
    <div ref={scroller} className={classes.scroller} data-stale={stale || undefined}>
      <table
        ref={grid}
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
        aria-multiselectable
        onKeyDown={press}
      >
        <Head
          sort={sort}
          onSort={onSort}
          checked={contacts.every(({ id }) => isPicked(picked, id))}
          some={contacts.some(({ id }) => isPicked(picked, id))}
          onCheck={() => onPick(pickShown(picked, contacts))}
        />
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
                aria-selected={contact && isPicked(picked, contact.id)}
                style={{ transform: `translateY(${start}px)` }}
              >
                {contact ? (
                  <Cells
                    contact={contact}
                    picked={isPicked(picked, contact.id)}
                    onPick={(range) => {
                      // The keys go on from where the hand was.
                      grid.current?.focus({ preventScroll: true })
                      turn(index, range)
                    }}
                  />
                ) : (
                  <Coming />
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type HeadProps = Pick<Props, 'sort' | 'onSort'> & {
  checked: boolean
  some: boolean
  onCheck: () => void
}

function Head({ sort, onSort, checked, some, onCheck }: HeadProps) {
  const say = useWords(words)
  const sorted = (mine: Sort, direction: 'ascending' | 'descending') =>
    sort === mine ? direction : undefined
  return (
    <thead className={classes.headGroup}>
      <tr className={classes.head} aria-rowindex={1}>
        <th scope="col" className={classes.check}>
          <Checkbox
            size="xs"
            radius={5}
            aria-label={say.pickShown}
            checked={checked}
            indeterminate={some && !checked}
            onChange={onCheck}
          />
        </th>
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

export const words = {
  en: {
    label: 'Contacts',
    pickShown: 'Pick everybody shown',
    name: 'Name',
    tags: 'Tags',
    state: 'Status',
    walks: 'Journeys now',
    changed: 'Changed',
    since: 'Since',
  },
  ja: {
    label: 'コンタクト',
    pickShown: '表示中の全員を選ぶ',
    name: '名前',
    tags: 'タグ',
    state: '状態',
    walks: '進行中',
    changed: '更新',
    since: '登録',
  },
}
