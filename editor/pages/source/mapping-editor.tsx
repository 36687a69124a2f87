import { ActionIcon, Anchor, Autocomplete, Button } from '@mantine/core'
import { IconArrowLeft, IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { attributesQuery } from '../../parts/attributes.ts'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { wellKnown } from '../../rules/names.ts'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import { AttributeDialog } from '../settings/attribute-dialog.tsx'
import { ChoosePost, useChosenPost } from './chosen-post.tsx'
import { leafPaths, type PayloadRow, payloadRows } from './leaf-paths.ts'
import {
  keyFrom,
  type MappingDraft,
  mappingDraft,
  mappingOf,
  marksOf,
  nextId,
  type Use,
  used,
  wrongRows,
} from './mapping.ts'
import classes from './mapping-editor.module.css'
import { PayloadTree } from './payload-tree.tsx'
import { requestQuery, type Source, useChangeSource } from './queries.ts'
import page from './source.module.css'
import { Starts } from './starts.tsx'
import { type Outcome, Trial, useTrial } from './trial.tsx'

/** What becomes of the values of a post: by a click on one, or row by row. */
export function MappingEditor({ source }: { source: Source }) {
  const say = useWords(words)
  const [draft, setDraft] = useState(() => mappingDraft(source.mapping))
  const chosen = useChosenPost(source.id)
  // Fields are seen in a post that the filter leaves out, too.
  const settings = { mapping: mappingOf(draft), filter: null }
  const outcome = useTrial({ sourceId: source.id, settings, post: chosen.post })
  const seen = useSeenFields(chosen.recent)
  return (
    <div className={classes.columns}>
      <Card title={say.post} note={say.postNote}>
        <div className={page.stack}>
          <ChoosePost {...chosen} />
          <Values {...{ source, draft, setDraft, outcome, seen }} />
        </div>
      </Card>
      <div className={classes.side}>
        <Card title={say.title} note={say.note}>
          <div className={page.stack}>
            <Trial outcome={outcome} />
            <Rows
              {...{ source, draft, setDraft, seen }}
              show={(id) => {
                chosen.paste('')
                chosen.choose(id)
              }}
            />
          </div>
        </Card>
        <Starts source={source} />
      </div>
    </div>
  )
}

type Draft = {
  source: Source
  draft: MappingDraft
  setDraft: (draft: MappingDraft) => void
  seen: Map<string, string>
}

/** The chosen post's values, and those that others had. */
function Values({ source, draft, setDraft, outcome, seen }: Draft & { outcome?: Outcome }) {
  const say = useWords(words)
  const [making, setMaking] = useState<PayloadRow | null>(null)
  const rows = payloadRows(outcome?.fields ?? {})
  const here = new Set(rows.map(({ path }) => path))
  // Not before the post itself is read: its own values would move from one list to the other.
  const elsewhere = [...(outcome ? seen : [])]
    .filter(([path]) => !here.has(path))
    .map(([path, value]): PayloadRow => ({ path, name: path, depth: 0, value }))
  const found = outcome?.type === 'found' ? outcome : null
  const byName = found ? [...found.byName, { key: 'email', field: found.field }] : []
  const tree = {
    marks: marksOf(draft, byName),
    webhook: source.kind === 'webhook',
    use: (path: string, use: Use) => setDraft(used(draft, path, use)),
    make: setMaking,
  }
  return (
    <>
      <PayloadTree label={say.post} rows={rows} {...tree} />
      {elsewhere.length > 0 && (
        <>
          <h3 className={classes.elsewhere}>{say.elsewhere}</h3>
          <PayloadTree label={say.elsewhere} rows={elsewhere} {...tree} />
        </>
      )}
      {making && (
        <AttributeDialog
          definition={null}
          begin={{ label: making.name, key: keyFrom(making.name) }}
          onSaved={(key) => tree.use(making.path, { as: 'attribute', key })}
          onClose={() => setMaking(null)}
        />
      )}
    </>
  )
}

function Rows({ source, draft, setDraft, seen, show }: Draft & { show: (id: number) => void }) {
  const say = useWords(words)
  const [checked, setChecked] = useState(false)
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  const mapping = mappingOf(draft)
  const latest = useLatestTrial(source.id, mapping)
  const wrong = checked ? wrongRows(draft) : new Set<number>()
  // Written the same way: the database keeps no order of keys.
  const before = mappingOf(mappingDraft(source.mapping))
  const changed = JSON.stringify(mapping) !== JSON.stringify(before)
  const rows = (next: MappingDraft['rows']) => setDraft({ ...draft, rows: next })
  return (
    <form
      className={page.stack}
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        setChecked(true)
        if (wrongRows(draft).size > 0) return
        if (latest.told || (await latest.passes())) change.mutate({ mapping })
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
      {draft.ignored.length > 0 && <p className={classes.ignored}>{say.ignored(draft.ignored)}</p>}
      <Wrong error={change.error ?? latest.error} />
      {latest.told && changed && (
        <div className={classes.told} role="alert">
          <p>{say.wouldRefuse(latest.told.tried, latest.told.refused.length)}</p>
          <p>{latest.told.refused[0]!.message}</p>
          <Anchor
            component="button"
            type="button"
            onClick={() => show(latest.told!.refused[0]!.id)}
          >
            {say.showOne}
          </Anchor>
        </div>
      )}
      <div className={classes.acts}>
        <Button type="submit" disabled={!changed} loading={change.isPending || latest.busy}>
          {latest.told && changed ? say.saveStill : say.save}
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
  )
}

/** Which of the latest posts this mapping would refuse, asked once before it is saved. */
function useLatestTrial(sourceId: number, mapping: Source['mapping']) {
  const asked = JSON.stringify(mapping)
  const param = { id: String(sourceId) }
  const trial = useMutation({
    mutationFn: async (tried: string) => ({
      ...(await answer(
        api.sources[':id'].trial.latest.$post({ param, json: { mapping: JSON.parse(tried) } }),
      )),
      asked: tried,
    }),
  })
  const { data, error, isPending: busy } = trial
  // What another draft was told is no word on this one.
  const told = data?.asked === asked && data.refused.length > 0 ? data : null
  const passes = () =>
    trial.mutateAsync(asked).then(
      ({ refused }) => refused.length === 0,
      () => false,
    )
  return { told, passes, busy, error }
}

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
  const own = (useQuery(attributesQuery).data?.attributes ?? []).filter(({ builtIn }) => !builtIn)
  const labelOf = (key: string) =>
    own.find((each) => each.key === key)?.label || attributeLabel(key, language)
  const names = wellKnown.filter((key) => key !== 'email')
  const offered = [...names, ...own.filter(({ archived }) => !archived).map(({ key }) => key)]
  return (
    <div className={classes.row}>
      <Autocomplete
        label={say.attribute}
        data={offered}
        description={labelOf(row.key) === row.key ? undefined : labelOf(row.key)}
        renderOption={({ option }) => <Offer name={option.value} note={labelOf(option.value)} />}
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
function useSeenFields(recent: { id: number }[]): Map<string, string> {
  const wholes = useQueries({ queries: recent.slice(0, 5).map(({ id }) => requestQuery(id)) })
  const seen = new Map<string, string>()
  for (const { data } of wholes) {
    for (const { path, value } of leafPaths(data?.fields ?? {})) {
      if (!seen.get(path)) seen.set(path, value)
    }
  }
  return seen
}

export const words = {
  en: {
    post: 'What came in',
    postNote: 'Click a value to say what it is. Address and names are found by their usual names.',
    elsewhere: 'Fields of other recent posts',
    ignored: (paths: string[]) => `Ignored: ${paths.join(', ')}`,
    title: 'What a contact keeps',
    note: 'What a contact does not keep can still be used in the journey it begins.',
    email: 'Field with the e-mail address',
    byItself: 'Found by itself',
    attribute: 'Attribute of the contact',
    field: 'Field of the post',
    sample: (value: string) => `Lately: ${value || '—'}`,
    wrong: 'Use letters, digits and _, each name once, and choose a field.',
    add: 'Add an attribute',
    remove: (key: string) => `Remove ${key}`,
    wouldRefuse: (tried: number, refused: number) =>
      `Of the last ${tried} posts taken, ${refused} would be refused.`,
    showOne: 'Show one of them',
    save: 'Save',
    saveStill: 'Save anyway',
    saved: 'Saved. It holds from the next post on; earlier ones can be run again.',
  },
  ja: {
    post: '届いた内容',
    postNote:
      '値をクリックして、何の値かを決めます。アドレスと名前は、よく使われる項目名から自動で見つけます。',
    elsewhere: 'ほかの最近の内容にあった項目',
    ignored: (paths: string[]) => `使わない項目：${paths.join('、')}`,
    title: 'コンタクトに残すもの',
    note: '残さない項目も、ここから始まるシナリオの中では使えます。',
    email: 'メールアドレスの項目',
    byItself: '自動で見つけます',
    attribute: 'コンタクトの属性',
    field: '届いた項目',
    sample: (value: string) => `最近の値：${value || '—'}`,
    wrong: '文字・数字・_の、ほかと違う名前にし、項目も選んでください。',
    add: '属性を加える',
    remove: (key: string) => `${key}を除く`,
    wouldRefuse: (tried: number, refused: number) =>
      `これまで受け付けた最近の${tried}件のうち、${refused}件が断られます。`,
    showOne: 'そのうちの1件を見る',
    save: '保存する',
    saveStill: 'それでも保存',
    saved: '保存しました。次に届くものから使います。前に届いたものは、もう一度実行できます。',
  },
}
