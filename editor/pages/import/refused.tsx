import { useQuery } from '@tanstack/react-query'
import { words as rowWords } from '../../../server/words/imports.ts'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './import.module.css'
import { type Import, refusedQuery } from './queries.ts'

/** The first rows that were not taken in, why, and what stood there. */
export function Refused({ data }: { data: Import }) {
  const say = useWords(words)
  const { reasons } = useWords(rowWords)
  const { number } = useFormat()
  const rows = useQuery(refusedQuery(data.id, data.refused)).data?.rows
  if (!rows) return null
  const more = data.refused - rows.length
  return (
    <section className={classes.refused} aria-label={say.title}>
      <h3>{say.title}</h3>
      <ul className={classes.reasons}>
        {rows.map(({ line, reason, column, value }) => (
          <li key={line}>
            {say.row(number(line), reasons[reason](column ?? data.names[0] ?? 'A'))}
            {value && <small>{value}</small>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.said}>{say.more(number(more))}</p>}
    </section>
  )
}

export const words = {
  en: {
    title: 'Rows that were not taken in',
    row: (line: string, why: string) => `Row ${line}: ${why}`,
    more: (n: string) => `${n} more stand in the file below.`,
  },
  ja: {
    title: '取り込めなかった行',
    row: (line: string, why: string) => `${line}行目：${why}`,
    more: (n: string) => `ほかに${n}行あります。下のファイルで確かめられます。`,
  },
}
