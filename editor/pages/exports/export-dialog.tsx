import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { words as errors } from '../../../server/words/errors.ts'
import { attributesQuery } from '../../parts/attributes.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useMay } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import { ColumnsChoice, usual } from './columns-choice.tsx'
import classes from './exports.module.css'
import { FetchDialog } from './fetch-dialog.tsx'
import { type Column, useExport, type Wanted } from './queries.ts'

type Props = {
  opened: boolean
  onClose: () => void
  /** How many are meant, in words. */
  counted: string
  audience: () => Wanted['audience']
}

/** Asks what the file is to tell and why it is wanted; the reason stays in the audit log. */
export function ExportDialog(props: Props) {
  const { opened, onClose } = props
  const { 'not-allowed': notAllowed } = useWords(errors)
  const say = useWords(words)
  const may = useMay('exports:write')
  const ask = useExport()
  const close = () => {
    onClose()
    ask.reset()
  }
  if (!may) {
    return (
      <Dialog opened={opened} onClose={close} title={say.title(props.counted)}>
        <p>{notAllowed}</p>
      </Dialog>
    )
  }
  return ask.data ? (
    <FetchDialog made={ask.data} opened={opened} onClose={close} />
  ) : (
    <Asking {...props} onClose={close} ask={ask} />
  )
}

function Asking(props: Props & { ask: ReturnType<typeof useExport> }) {
  const { opened, onClose, counted, audience, ask } = props
  const say = useWords(words)
  const { data } = useQuery(attributesQuery)
  const attributes = (data?.attributes ?? []).filter(({ archived }) => !archived)
  const [chosen, choose] = useState<Column[] | null>(null)
  const [kind, setKind] = useState<Kind>('excel')
  const columns = chosen ?? usual(attributes)
  const { field, values, check } = useFields(
    { reason: '' },
    { reason: (value) => (value.trim() ? null : say.reasonMissing) },
  )
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say.title(counted)}
      size={560}
      note={
        <>
          {say.note} <Link to="/exports">{say.earlier}</Link>
        </>
      }
      verb={say.verb}
      busy={ask.isPending}
      error={ask.error}
      disabled={!data || columns.length === 0}
      onSubmit={(form) => {
        if (!check(form)) return
        ask.mutate({ audience: audience(), columns, reason: values.reason, ...kinds[kind] })
      }}
    >
      <Textarea
        {...field('reason')}
        label={say.reason}
        placeholder={say.example}
        required
        withAsterisk={false}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
      />
      <ColumnsChoice attributes={attributes} value={columns} onChange={choose} />
      <Select
        label={say.kind}
        description={kind === 'old' ? say.letters : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={Object.keys(kinds).map((value) => ({ value, label: say.kinds[value as Kind] }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => value && setKind(value as Kind)}
        className={classes.kind}
      />
    </FormDialog>
  )
}

type Kind = keyof typeof kinds
const kinds = {
  excel: { encoding: 'utf-8-bom', delimiter: ',' },
  plain: { encoding: 'utf-8', delimiter: ',' },
  old: { encoding: 'shift_jis', delimiter: ',' },
  tabs: { encoding: 'utf-8-bom', delimiter: '\t' },
} as const

export const words = {
  en: {
    title: (n: string) => (n === '1' ? 'Export 1 contact' : `Export ${n} contacts`),
    note: 'Who exported what and why stays in the audit log.',
    earlier: 'Earlier exports',
    reason: 'What it is for',
    reasonMissing: 'Say what the file is for.',
    example: 'Letters to visitors of the spring fair',
    kind: 'Kind of file',
    kinds: {
      excel: 'CSV for Excel (UTF-8 with BOM)',
      plain: 'CSV (UTF-8)',
      old: 'CSV for older systems (Shift_JIS, CP932)',
      tabs: 'TSV for Excel (UTF-8 with BOM)',
    },
    letters: 'Letters that Shift_JIS does not have become 〓.',
    verb: 'Export',
  },
  ja: {
    title: (n: string) => `${n}人を書き出す`,
    note: 'だれが、なぜ書き出したかは、操作の記録に残ります。',
    earlier: 'これまでの書き出し',
    reason: '書き出す理由',
    reasonMissing: '何に使うファイルかを書いてください。',
    example: '春の展示会に来た方への案内状',
    kind: 'ファイルの形式',
    kinds: {
      excel: 'Excel向けCSV（UTF-8、BOM付き）',
      plain: 'CSV（UTF-8）',
      old: '古いシステム向けCSV（Shift_JIS・CP932）',
      tabs: 'Excel向けTSV（UTF-8、BOM付き）',
    },
    letters: 'Shift_JISにない文字は「〓」になります。',
    verb: '書き出す',
  },
}
