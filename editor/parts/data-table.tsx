import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useWords } from '../words.ts'
import classes from './data-table.module.css'

export type Column<Row> = {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand right. */
  right?: boolean
  width?: number | string
  /** Left out where there is no room for it. */
  wide?: boolean
  /** Stays on one line. */
  nowrap?: boolean
  /** Stands above the row's own link: buttons and menus. */
  acts?: boolean
}

type Props<Row> = {
  /** What the rows are, read aloud. */
  label: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Where a row leads, by a click anywhere on it or Enter on its first cell. */
  to?: (row: Row) => string
  /** Instead of an address: opens something here. */
  onOpen?: (row: Row) => void
  /** 44 high instead of 64. */
  dense?: boolean
  more?: { load: () => void; loading: boolean }
}

/** Head 40, hairlines, nothing striped. The first cell carries the row's link. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, dense, more } = props
  const say = useWords(words)
  return (
    <>
      <table className={classes.table} data-dense={dense || undefined} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, head, right, width, wide }) => (
              <th
                key={key}
                scope="col"
                data-right={right || undefined}
                data-wide={wide || undefined}
                style={{ width }}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell, right, acts, nowrap, wide }, index) => (
                <td
                  key={key}
                  className={nowrap ? 'one-line' : undefined}
                  data-right={right || undefined}
                  data-acts={acts || undefined}
                  data-wide={wide || undefined}
                >
                  {index === 0 ? <Opening {...props} row={row} /> : cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <div className={classes.more}>
          <Button size="xs" loading={more.loading} onClick={more.load}>
            {say.more}
          </Button>
        </div>
      )}
    </>
  )
}

function Opening<Row>({ columns, row, to, onOpen }: Props<Row> & { row: Row }) {
  const content = columns[0]?.cell(row)
  if (to) {
    return (
      <Link to={to(row)} className={classes.opening}>
        {content}
      </Link>
    )
  }
  if (onOpen) {
    return (
      <button type="button" className={classes.opening} onClick={() => onOpen(row)}>
        {content}
      </button>
    )
  }
  return content
}

/** A name with a second line, and what stands before them. */
export function TwoLines(props: { before?: ReactNode; title: ReactNode; note?: ReactNode }) {
  return (
    <span className={classes.two}>
      {props.before}
      <span className={classes.lines}>
        <span className={classes.name}>{props.title}</span>
        {props.note && <span className={classes.note}>{props.note}</span>}
      </span>
    </span>
  )
}

/** Below what a cell says, where wide columns are left out: what they would have said. */
export function Narrow({ children }: { children: ReactNode }) {
  return <span className={classes.narrow}>{children}</span>
}

/** What a cell says when there is nothing to say. */
export const none = <span className={classes.none}>—</span>

export const words = {
  en: { more: 'Load more' },
  ja: { more: '続きを読み込む' },
}
