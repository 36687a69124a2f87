import { Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import classes from './import.module.css'
import { FirstRows, PreviewRows } from './preview-rows.tsx'
import {
  type Import,
  judgingQuery,
  type PlanInput,
  type Preview,
  type ReadingChange,
  type Target,
} from './queries.ts'
import { TypeField } from './type-field.tsx'

type Props = {
  data: Import
  preview: Preview
  plan: PlanInput
  onColumns: (columns: Target[]) => void
  onReading: (reading: ReadingChange) => void
}

/** How the file is read, its first rows, and above each column where it goes. */
export function Columns({ data, preview, plan, onColumns, onReading }: Props) {
  const say = useWords(words)
  const reading = data.reading!
  const { columns } = plan
  const judging = useQuery(judgingQuery(data.id, reading, plan))
  const attributes = useQuery({
    queryKey: ['attributes'],
    queryFn: () => answer(api.attributes.$get()),
  })
  const known = (attributes.data?.attributes ?? []).filter(({ archived }) => !archived)
  const put = (at: number, target: Target) =>
    onColumns(columns.map((each, index) => (index === at ? target : each)))
  return (
    <Card title={say.title} note={say.note}>
      <div className={classes.row}>
        <Select
          label={say.encoding}
          data={encodings.map((value) => ({ value, label: encodingNames[value] }))}
          value={reading.encoding}
          allowDeselect={false}
          onChange={(encoding) => onReading({ encoding: encoding ?? reading.encoding })}
        />
        <Select
          label={say.delimiter}
          data={[
            { value: ',', label: say.comma },
            { value: '\t', label: say.tab },
            { value: ';', label: say.semicolon },
          ]}
          value={reading.delimiter}
          allowDeselect={false}
          onChange={(delimiter) => onReading({ delimiter: delimiter ?? reading.delimiter })}
        />
        <Switch
          label={say.header}
          checked={reading.header}
          onChange={(event) => onReading({ header: event.currentTarget.checked })}
        />
      </div>
      {preview.remembered && <p className={classes.said}>{say.remembered}</p>}
      <FirstRows judging={judging.data} />
      <section className={classes.scroll} aria-label={say.rows}>
        <table className={classes.preview}>
          <thead>
            <tr>
              {columns.map((target, at) => (
                <th key={at} scope="col">
                  {preview.names[at] || say.column(at + 1)}
                  <Select
                    aria-label={say.goes(preview.names[at] || say.column(at + 1))}
                    searchable
                    allowDeselect={false}
                    comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
                    data={optionsFor(target, Boolean(preview.fresh[at]), known, say)}
                    value={choiceOf(target)}
                    onChange={(value) =>
                      value && put(at, targetOf(value, target, preview.fresh[at]))
                    }
                  />
                  {target.to === 'new' && (
                    <TypeField
                      name={target.label}
                      target={target}
                      choices={preview.fresh[at]?.choices}
                      onChange={(next) => put(at, next)}
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <PreviewRows
            rows={preview.rows}
            names={preview.names}
            width={columns.length}
            judging={judging.data}
          />
        </table>
      </section>
    </Card>
  )
}

const encodings = ['utf-8', 'shift_jis', 'euc-jp', 'windows-1252'] as const
const encodingNames = {
  'utf-8': 'UTF-8',
  shift_jis: 'Shift_JIS (CP932)',
  'euc-jp': 'EUC-JP',
  'windows-1252': 'Windows-1252',
}

const choiceOf = (target: Target) =>
  target.to === 'attribute' ? `attribute:${target.key}` : target.to

type Known = { key: string; label: string }

function optionsFor(target: Target, canBeNew: boolean, known: Known[], say: (typeof words)['ja']) {
  const there = known.some(({ key }) => target.to === 'attribute' && key === target.key)
  return [
    { value: 'nowhere', label: say.nowhere },
    { value: 'email', label: say.email },
    ...(canBeNew || target.to === 'new' ? [{ value: 'new', label: say.fresh }] : []),
    ...known.map(({ key, label }) => ({ value: `attribute:${key}`, label })),
    ...(target.to === 'attribute' && !there
      ? [{ value: `attribute:${target.key}`, label: target.key }]
      : []),
    { value: 'kana', label: say.kana },
    { value: 'consent', label: say.consent },
    { value: 'tags', label: say.tags },
    { value: 'language', label: say.language },
    { value: 'external', label: say.external },
  ]
}

function targetOf(value: string, before: Target, fresh: Preview['fresh'][number] = null): Target {
  if (value.startsWith('attribute:')) {
    return { to: 'attribute', key: value.slice('attribute:'.length) }
  }
  if (value === 'new') return before.to === 'new' ? before : (fresh ?? { to: 'nowhere' })
  if (value === 'external') return { to: 'external', system: 'crm' }
  return { to: value as 'nowhere' | 'email' | 'kana' | 'tags' | 'consent' | 'language' }
}

export const words = {
  en: {
    title: 'How the file is read',
    note: 'Look at the first rows. Choose above each column where it goes.',
    encoding: 'Encoding',
    delimiter: 'Columns are parted by',
    comma: 'Commas',
    tab: 'Tabs',
    semicolon: 'Semicolons',
    header: 'The first row names the columns',
    remembered:
      'The columns go where those of the last such file went. Say consent and tags anew below.',
    rows: 'The first rows',
    column: (n: number) => `Column ${n}`,
    goes: (name: string) => `Where “${name}” goes`,
    nowhere: 'Leave out',
    email: 'E-mail address',
    fresh: 'New attribute',
    kana: 'Reading of the whole name',
    consent: 'Agreed to advertising',
    tags: 'Tags',
    language: 'Language',
    external: 'External ID',
  },
  ja: {
    title: 'ファイルの読み方',
    note: '最初の行を確かめて、列ごとに入れる先を選んでください。',
    encoding: '文字コード',
    delimiter: '列の区切り',
    comma: 'コンマ',
    tab: 'タブ',
    semicolon: 'セミコロン',
    header: '1行目は見出し',
    remembered:
      '前回と同じ列の対応を使っています。同意やタグは引き継ぎませんので、下で入力してください。',
    rows: '最初の行',
    column: (n: number) => `${n}列目`,
    goes: (name: string) => `「${name}」の入れ先`,
    nowhere: '取り込まない',
    email: 'メールアドレス',
    fresh: '新しい属性',
    kana: 'ふりがな（姓名）',
    consent: '広告メールへの同意',
    tags: 'タグ',
    language: '言語',
    external: '外部ID',
  },
}
