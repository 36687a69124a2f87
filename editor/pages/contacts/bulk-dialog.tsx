import { Autocomplete, Select, Textarea } from '@mantine/core'
import { IconMailOff, IconPencil, IconRoute, IconTag } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { attributesQuery } from '../../parts/attributes.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { tagsQuery } from '../../parts/tags.ts'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { AttributeField } from '../contact/attribute-field.tsx'
import { journeysQuery } from '../journeys/queries.ts'
import classes from './bulk-dialog.module.css'
import type { audienceOf } from './picked.ts'
import { actsQuery } from './queries.ts'

export type BulkKind = 'add-tag' | 'remove-tag' | 'set-attribute' | 'enter-journey' | 'suppress'

type Values = Record<string, string | number | string[] | null>
type Props = {
  act: BulkKind
  opened: boolean
  onClose: () => void
  /** Told that it has begun. */
  onAsked: () => void
  count: number
  counted: string
  audience: () => ReturnType<typeof audienceOf>
}

/** So many may be changed without typing how many. */
const UNASKED = 100
const icons = {
  'add-tag': IconTag,
  'remove-tag': IconTag,
  'set-attribute': IconPencil,
  'enter-journey': IconRoute,
  suppress: IconMailOff,
}

/** Asks what exactly is to be done to many, says to how many, and begins. */
export function BulkDialog(props: Props) {
  const { act, opened, onClose, onAsked, count, counted, audience } = props
  const say = useWords(words)
  const { question, what, verb } = say[act]
  const [values, setValues] = useState<Values | null>(act === 'suppress' ? { reason: '' } : null)
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () =>
      answer(api['bulk-acts'].$post({ json: { act, values: values ?? {}, audience: audience() } })),
    onSuccess: async () => {
      onAsked()
      await client.invalidateQueries({ queryKey: actsQuery.queryKey })
    },
  })
  const Fields = fields[act]
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      tone={act === 'suppress' ? 'shu' : 'moss'}
      icon={icons[act]}
      question={question(counted)}
      what={
        <div className={classes.what}>
          <p>{what}</p>
          <Fields onChange={setValues} />
          <Wrong error={ask.error} />
        </div>
      }
      verb={verb}
      busy={ask.isPending}
      disabled={values === null}
      type={count > UNASKED ? String(count) : undefined}
      onConfirm={() => ask.mutate()}
    />
  )
}

type FieldsProps = { onChange: (values: Values | null) => void }

function NewTag({ onChange }: FieldsProps) {
  const say = useWords(words)
  const { data } = useQuery(tagsQuery)
  return (
    <Autocomplete
      label={say.tag}
      maxLength={100}
      limit={20}
      data={data?.tags.map(({ name }) => name) ?? []}
      onChange={(name) => onChange(name.trim() ? { tag: name.trim() } : null)}
    />
  )
}

function KnownTag({ onChange }: FieldsProps) {
  const say = useWords(words)
  const { data } = useQuery(tagsQuery)
  return (
    <Select
      label={say.tag}
      searchable
      limit={100}
      data={data?.tags.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
      onChange={(id) => onChange(id ? { tag: Number(id) } : null)}
    />
  )
}

function Attribute({ onChange }: FieldsProps) {
  const say = useWords(words)
  const { data } = useQuery(attributesQuery)
  const [value, setValue] = useState<string | string[]>('')
  const open = data?.attributes.filter(({ archived }) => !archived) ?? []
  const [key, setKey] = useState<string | null>(null)
  const definition = open.find((each) => each.key === key)
  const set = (key: string | null, value: string | string[]) => {
    setValue(value)
    onChange(key ? { key, value: value.length > 0 ? value : null } : null)
  }
  return (
    <>
      <Select
        label={say.attribute}
        searchable
        data={open.map(({ key, label }) => ({ value: key, label }))}
        value={key}
        onChange={(key) => {
          setKey(key)
          set(key, '')
        }}
      />
      {definition && (
        <>
          <AttributeField
            key={key}
            definition={definition}
            value={value}
            onChange={(value) => set(key, value)}
          />
          <p className={classes.note}>{say.emptied}</p>
        </>
      )}
    </>
  )
}

function Journey({ onChange }: FieldsProps) {
  const say = useWords(words)
  const { data } = useQuery(journeysQuery)
  const open = data?.journeys.filter(({ state, byHand }) => state === 'live' && byHand)
  if (open?.length === 0) return <p className={classes.note}>{say.noJourney}</p>
  return (
    <Select
      label={say.journey}
      searchable
      data={open?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
      onChange={(id) => onChange(id ? { journeyId: Number(id) } : null)}
    />
  )
}

function Reason({ onChange }: FieldsProps) {
  const say = useWords(words)
  return (
    <Textarea
      label={say.reason}
      autosize
      minRows={2}
      maxLength={500}
      onChange={(event) => onChange({ reason: event.currentTarget.value.trim() })}
    />
  )
}

const fields: Record<BulkKind, (props: FieldsProps) => React.ReactNode> = {
  'add-tag': NewTag,
  'remove-tag': KnownTag,
  'set-attribute': Attribute,
  'enter-journey': Journey,
  suppress: Reason,
}

const people = (n: string) => (n === '1' ? '1 contact' : `${n} contacts`)

export const words = {
  en: {
    'add-tag': {
      question: (n: string) => `Tag ${people(n)}?`,
      what: 'Whoever has the tag already keeps it. Journeys that wait for the tag go on.',
      verb: 'Add the tag',
    },
    'remove-tag': {
      question: (n: string) => `Remove a tag from ${people(n)}?`,
      what: 'The tag itself stays, and so does whoever else has it.',
      verb: 'Remove the tag',
    },
    'set-attribute': {
      question: (n: string) => `Set an attribute of ${people(n)}?`,
      what: 'What stands there now is replaced and cannot be brought back.',
      verb: 'Set it',
    },
    'enter-journey': {
      question: (n: string) => `Enter ${people(n)} into a journey?`,
      what: 'Their walks begin at once, and the first mails may leave. Whoever is in it already is left out.',
      verb: 'Enter them',
    },
    suppress: {
      question: (n: string) => `Stop all mail to ${people(n)}?`,
      what: 'No mail leaves for them any more. Mail that is waiting is left out, with the reason written down.',
      verb: 'Stop mail',
    },
    tag: 'Tag',
    attribute: 'Attribute',
    emptied: 'Left empty, the attribute is removed.',
    journey: 'Journey',
    noJourney: 'No live journey has a by-hand trigger yet. Publish one first.',
    reason: 'Reason (may be empty)',
  },
  ja: {
    'add-tag': {
      question: (n: string) => `${n}人にタグを付けますか`,
      what: 'すでにタグのある方はそのままです。このタグを待っているシナリオは先に進みます。',
      verb: 'タグを付ける',
    },
    'remove-tag': {
      question: (n: string) => `${n}人からタグを外しますか`,
      what: 'タグそのものと、ほかの方に付いているタグは残ります。',
      verb: 'タグを外す',
    },
    'set-attribute': {
      question: (n: string) => `${n}人の属性を変えますか`,
      what: 'いまの値は置き換わり、元に戻せません。',
      verb: '変える',
    },
    'enter-journey': {
      question: (n: string) => `${n}人をシナリオに入れますか`,
      what: 'すぐに始まり、最初のメールが送られることがあります。すでに進行中の方は入りません。',
      verb: '入れる',
    },
    suppress: {
      question: (n: string) => `${n}人への配信を止めますか`,
      what: 'この方々にはメールを送らなくなります。送信待ちのメールは、理由を残して取りやめます。',
      verb: '配信を止める',
    },
    tag: 'タグ',
    attribute: '属性',
    emptied: '空のままにすると、属性を消します。',
    journey: 'シナリオ',
    noJourney: '開始条件が手動の、公開中のシナリオはまだありません。先に公開してください。',
    reason: '理由（任意）',
  },
}
