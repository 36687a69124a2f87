import { ActionIcon, Autocomplete, Button } from '@mantine/core'
import { IconArrowLeft, IconPlus, IconX } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { wellKnown } from '../../rules/names.ts'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import { leafPaths } from './leaf-paths.ts'
import { type MappingDraft, mappingDraft, mappingOf, wrongRows } from './mapping.ts'
import classes from './mapping-editor.module.css'
import { requestQuery, type Source, useChangeSource, useRequests } from './queries.ts'
import page from './source.module.css'
import { Trial } from './trial.tsx'

/** Which field of a post feeds what; offered are the fields of the latest posts. */
export function MappingEditor({ source }: { source: Source }) {
  const say = useWords(words)
  const [draft, setDraft] = useState(() => mappingDraft(source.mapping))
  const [checked, setChecked] = useState(false)
  const { seen, latest } = useSeenFields(source.id)
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  const wrong = checked ? wrongRows(draft) : new Set<number>()
  const changed = JSON.stringify(mappingOf(draft)) !== JSON.stringify(source.mapping)
  const rows = (next: MappingDraft['rows']) => setDraft({ ...draft, rows: next })
  return (
    <Card title={say.title} note={say.note}>
      <form
        className={page.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (wrongRows(draft).size === 0) change.mutate({ mapping: mappingOf(draft) })
        }}
      >
        {source.kind === 'webhook' && (
          <Field
            label={say.email}
            placeholder={say.byItself}
            value={draft.email}
            seen={seen}
            onChange={(email) => setDraft({ ...draft, email })}
          />
        )}
        {draft.rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            wrong={wrong.has(row.id)}
            seen={seen}
            change={(next) =>
              rows(draft.rows.map((each) => (each.id === row.id ? { ...each, ...next } : each)))
            }
            remove={() => rows(draft.rows.filter((each) => each.id !== row.id))}
          />
        ))}
        <Trial sourceId={source.id} mapping={mappingOf(draft)} latest={latest} />
        <Wrong error={change.error} />
        <div className={classes.acts}>
          <Button type="submit" disabled={!changed} loading={change.isPending}>
            {say.save}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
            onClick={() => rows([...draft.rows, { id: nextId(draft), key: '', path: '' }])}
          >
            {say.add}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const nextId = ({ rows }: MappingDraft) => Math.max(-1, ...rows.map((row) => row.id)) + 1

type RowProps = {
  row: MappingDraft['rows'][number]
  wrong: boolean
  seen: Map<string, string>
  change: (next: Partial<MappingDraft['rows'][number]>) => void
  remove: () => void
}

function Row({ row, wrong, seen, change, remove }: RowProps) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <div className={classes.row}>
      <Autocomplete
        label={say.attribute}
        data={wellKnown.filter((key) => key !== 'email')}
        renderOption={({ option }) => (
          <Offer name={option.value} note={attributeLabel(option.value, language)} />
        )}
        value={row.key}
        onChange={(key) => change({ key })}
        error={wrong && say.wrong}
        maxLength={64}
      />
      <IconArrowLeft className={classes.arrow} size={18} stroke={1.75} aria-hidden />
      <Field label={say.field} value={row.path} seen={seen} onChange={(path) => change({ path })} />
      <ActionIcon className={classes.remove} aria-label={say.remove(row.key)} onClick={remove}>
        <IconX size={15} stroke={2} aria-hidden />
      </ActionIcon>
    </div>
  )
}

type FieldProps = {
  label: string
  placeholder?: string
  value: string
  seen: Map<string, string>
  onChange: (path: string) => void
}

function Field({ label, placeholder, value, seen, onChange }: FieldProps) {
  const say = useWords(words)
  const sample = seen.get(value)
  return (
    <Autocomplete
      label={label}
      placeholder={placeholder}
      description={sample === undefined ? undefined : say.sample(sample)}
      data={[...seen.keys()]}
      renderOption={({ option }) => (
        <Offer name={option.value} note={seen.get(option.value) ?? ''} />
      )}
      value={value}
      onChange={onChange}
      limit={60}
      maxLength={300}
    />
  )
}

function Offer({ name, note }: { name: string; note: string }) {
  return (
    <span className={classes.offer}>
      <span>{name}</span>
      <span className={classes.note}>{note}</span>
    </span>
  )
}

/** Paths in the latest posts with a value that stood there. */
function useSeenFields(sourceId: number): { seen: Map<string, string>; latest: number | null } {
  const list = useRequests(sourceId)
  const latest = list.data?.pages[0]?.requests.slice(0, 3) ?? []
  const wholes = useQueries({ queries: latest.map(({ id }) => requestQuery(id)) })
  const seen = new Map<string, string>()
  for (const { data } of wholes) {
    for (const { path, value } of leafPaths(data?.fields ?? {})) {
      if (!seen.get(path)) seen.set(path, value)
    }
  }
  return { seen, latest: latest[0]?.id ?? null }
}

export const words = {
  en: {
    title: 'Fields',
    note: 'Address and names are found by the usual names. Say here where they stand when they do not, and which other fields a contact keeps. Everything else can still be used in the journey it begins.',
    email: 'Field with the e-mail address',
    byItself: 'Found by itself',
    attribute: 'Attribute of the contact',
    field: 'Field of the post',
    sample: (value: string) => `Lately: ${value || '—'}`,
    wrong: 'Use letters, digits and _, each name once, and choose a field.',
    add: 'Add an attribute',
    remove: (key: string) => `Remove ${key}`,
    save: 'Save',
    saved: 'Saved. It holds from the next post on; earlier ones can be run again.',
  },
  ja: {
    title: '項目の対応',
    note: 'アドレスと名前は、よく使われる項目名から見つけます。見つからないときの場所と、コンタクトに残すほかの項目をここで決めます。残さない項目も、そこから始まるシナリオの中では使えます。',
    email: 'メールアドレスの項目',
    byItself: '自動で見つけます',
    attribute: 'コンタクトの属性',
    field: '届いた項目',
    sample: (value: string) => `最近の値：${value || '—'}`,
    wrong: '文字・数字・_の、ほかと違う名前にし、項目も選んでください。',
    add: '属性を加える',
    remove: (key: string) => `${key}を除く`,
    save: '保存する',
    saved: '保存しました。次に届くものから使います。前に届いたものは、もう一度実行できます。',
  },
}
