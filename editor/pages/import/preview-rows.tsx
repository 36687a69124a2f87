import { words as reasonWords } from '../../../server/words/imports.ts'
import { useWords } from '../../words.ts'
import classes from './import.module.css'
import type { Judging } from './queries.ts'

type Props = {
  rows: string[][]
  names: string[]
  /** How many columns there are. */
  width: number
  judging: Judging | undefined
}

/** The first rows as they stand in the file, what is wrong with them, and what their cells become. */
export function PreviewRows({ rows, names, width, judging }: Props) {
  const say = useWords(words)
  const { reasons } = useWords(reasonWords)
  const nameOf = (at: number) => names[at] || say.column(at + 1)
  return (
    <tbody>
      {rows.map((row, line) => {
        const judged = judging?.rows[line]
        const { reason, column } = judged ?? { reason: null, column: null }
        return (
          <tr key={line} data-refused={reason !== null || undefined}>
            {Array.from({ length: width }, (_, at) => {
              const cell = judged?.cells.find((each) => each.column === at)
              // What is no cell's fault stands at the row's beginning.
              const wrong = cell?.reason ?? (at === cellOf(column, width) ? reason : null)
              return (
                <td key={at} data-wrong={wrong !== null || undefined}>
                  {row[at]}
                  {wrong && <small>{reasons[wrong](nameOf(column ?? at))}</small>}
                  {cell?.becomes && (
                    <small>
                      <span aria-hidden>→ </span>
                      <span className={classes.hidden}>{say.becomes}</span>
                      {cell.becomes}
                    </small>
                  )}
                </td>
              )
            })}
          </tr>
        )
      })}
    </tbody>
  )
}

const cellOf = (column: number | null, width: number) =>
  column === null || column >= width ? 0 : column

/** How many of the first rows come in, in words. */
export function FirstRows({ judging }: { judging: Judging | undefined }) {
  const say = useWords(words)
  const all = judging?.rows.length ?? 0
  const refused = judging?.rows.filter(({ reason }) => reason).length ?? 0
  return (
    <p className={classes.said} role="status">
      {!judging ? say.judging : refused > 0 ? say.refused(all, refused) : say.fine(all)}
    </p>
  )
}

export const words = {
  en: {
    column: (n: number) => `Column ${n}`,
    becomes: 'becomes ',
    judging: 'The first rows are being tried.',
    fine: (all: number) => {
      if (all === 0) return 'There is no row below the head.'
      return all === 1
        ? 'The only row can be taken in.'
        : `The first ${all} rows can all be taken in.`
    },
    refused: (all: number, refused: number) =>
      all === 1
        ? 'The only row would not be taken in: the red mark says why.'
        : `Of the first ${all} rows, ${refused} would not be taken in: red marks say why.`,
  },
  ja: {
    column: (n: number) => `${n}列目`,
    becomes: '取り込む値：',
    judging: '最初の行を確かめています。',
    fine: (all: number) =>
      all === 0 ? '見出しの下に行がありません。' : `最初の${all}行は、すべて取り込めます。`,
    refused: (all: number, refused: number) =>
      `最初の${all}行のうち${refused}行は取り込めません。赤い印に理由を示しています。`,
  },
}
