import { Anchor, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconForms, IconUserPlus } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Graph } from '../../server/engine/graph.ts'
import type { TriggerData } from '../../server/engine/nodes/trigger.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { useWords } from '../words.ts'
import type { Face, FormProps, Known } from './face.ts'
import { Field } from './field.tsx'

export const trigger: Face<TriggerData> = {
  tone: 'moss',
  shape: 'pill',
  letter: 't',
  icon: ({ kind }) => (kind === 'hand' ? IconUserPlus : IconForms),
  words: {
    en: {
      kind: 'Trigger',
      hint: 'Where people come in',
      title(data, known) {
        if (data.name) return data.name
        if (data.kind === 'hand') return 'Entered by hand'
        return (
          sourceOf(data, known)?.name ?? (data.sourceId === null ? 'Choose a source' : 'Source')
        )
      },
      summary(data, known) {
        const again = {
          never: 'once each',
          'after-exit': 'again after it ends',
          always: 'every time',
        }
        const source = sourceOf(data, known)
        const kind = data.kind === 'hand' ? 'By hand' : source?.kind === 'form' ? 'Form' : 'Webhook'
        return `${source || data.kind === 'hand' ? `${kind} · ` : ''}${again[known.settings.reentry]}`
      },
      meaning(data, known) {
        const source = sourceOf(data, known)
        const sentence =
          data.kind === 'hand'
            ? 'People whom a member or the API enters begin here.'
            : source
              ? `Whoever posts to “${source.name}” begins here.`
              : 'Choose the source whose people begin here.'
        return { sentence, note: 'What came with the post can be used in mails and conditions.' }
      },
      out: () => null,
    },
    ja: {
      kind: '開始条件',
      hint: '人が入ってくるところ',
      title(data, known) {
        if (data.name) return data.name
        if (data.kind === 'hand') return '手動で入れる'
        return (
          sourceOf(data, known)?.name ??
          (data.sourceId === null ? '受付口を選んでください' : '受付口')
        )
      },
      summary(data, known) {
        const again = {
          never: '1人1回',
          'after-exit': '終わればまた入れる',
          always: '何度でも入れる',
        }
        const source = sourceOf(data, known)
        const kind =
          data.kind === 'hand' ? '手動' : source?.kind === 'form' ? 'フォーム' : 'Webhook'
        return `${source || data.kind === 'hand' ? `${kind}・` : ''}${again[known.settings.reentry]}`
      },
      meaning(data, known) {
        const source = sourceOf(data, known)
        const sentence =
          data.kind === 'hand'
            ? 'メンバーやAPIが入れた人が、ここから始めます。'
            : source
              ? `「${source.name}」に届いた人が、ここから始めます。`
              : 'どの受付口の人がここから始めるか、選んでください。'
        return { sentence, note: '一緒に届いた項目は、メールや条件分岐で使えます。' }
      },
      out: () => null,
    },
  },
  Form,
}

const sourceOf = ({ kind, sourceId }: TriggerData, { sources }: Known) =>
  kind === 'source' ? sources?.find((source) => source.id === sourceId) : undefined

function Form({ data, known, wrong, change, changeSettings }: FormProps<TriggerData>) {
  const say = useWords(words)
  const source = sourceOf(data, known)
  const options = (known.sources ?? [])
    // A website tells events; nobody enters by it.
    .filter(({ kind }) => kind !== 'site')
    .map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <>
      <Field label={say.kind}>
        <SegmentedControl
          fullWidth
          aria-label={say.kind}
          value={data.kind}
          onChange={(kind) => change({ kind: kind as TriggerData['kind'] })}
          data={[
            { value: 'source', label: say.bySource },
            { value: 'hand', label: say.byHand },
          ]}
        />
      </Field>
      {data.kind === 'source' && (
        <>
          <Select
            label={say.source}
            placeholder={options.length > 0 ? say.choose : say.none}
            data={options}
            value={data.sourceId === null ? null : String(data.sourceId)}
            onChange={(id) => change({ sourceId: id === null ? null : Number(id) })}
            error={wrong['source-missing'] ?? wrong['source-unknown']}
            description={
              <Anchor component={Link} to="/sources" fz="inherit">
                {say.toSources}
              </Anchor>
            }
          />
          {source && source.kind !== 'site' && (
            <CopyField
              label={say.address[source.kind]}
              value={source.url}
              description={source.open ? undefined : say.closed}
            />
          )}
        </>
      )}
      <TextInput
        label={say.name}
        placeholder={say.nameless[data.kind]}
        maxLength={200}
        value={data.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={say.reentry}
        description={say.reentryNote}
        allowDeselect={false}
        data={(['never', 'after-exit', 'always'] as const).map((value) => ({
          value,
          label: say.again[value],
        }))}
        value={known.settings.reentry}
        onChange={(reentry) => changeSettings({ reentry: reentry as Graph['settings']['reentry'] })}
      />
    </>
  )
}

export const words = {
  en: {
    kind: 'How people come in',
    bySource: 'By a source',
    byHand: 'By hand',
    source: 'Source',
    choose: 'Choose a source',
    none: 'There is no source yet',
    toSources: 'See and make sources',
    address: { form: 'Address of the form page', webhook: 'Posts go to' },
    closed: 'This source is closed: nobody comes in.',
    name: 'Name',
    nameless: {
      source: 'Shows the source’s name when empty',
      hand: 'Shows “Entered by hand” when empty',
    },
    reentry: 'May the same person enter again',
    reentryNote: 'Holds for all triggers of this journey.',
    again: {
      never: 'No, once only',
      'after-exit': 'Yes, once the last walk has ended',
      always: 'Yes, every time',
    },
  },
  ja: {
    kind: '入り方',
    bySource: '受付口から',
    byHand: '手動',
    source: '受付口',
    choose: '受付口を選ぶ',
    none: '受付口がまだありません',
    toSources: '受付口を見る・作る',
    address: { form: 'フォームのアドレス', webhook: '送り先のアドレス' },
    closed: 'この受付口は閉じています。だれも入りません。',
    name: '名前',
    nameless: {
      source: '空のときは受付口の名前を表示します',
      hand: '空のときは「手動で入れる」と表示します',
    },
    reentry: '同じ人がもう一度入れるか',
    reentryNote: 'このシナリオの開始条件すべてに効きます。',
    again: {
      never: '入れない（1人1回）',
      'after-exit': '前回が終わっていれば入れる',
      always: '何度でも入れる',
    },
  },
}
