import { Autocomplete, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attributesQuery } from '../../parts/attributes.ts'
import { segmentsQuery } from '../../parts/segments.ts'
import { tagsQuery } from '../../parts/tags.ts'
import { useWords } from '../../words.ts'
import { AttributeField } from '../contact/attribute-field.tsx'
import { journeysQuery, takesByHand } from '../journeys/queries.ts'
import classes from './bulk-dialog.module.css'
import type { BulkKind } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'

/** Null: what the act needs is not there yet. */
export type Values = Record<string, string | number | string[] | null>
type FieldsProps = { onChange: (values: Values | null) => void }

/** What each act asks for. */
export const fields: Record<BulkKind, (props: FieldsProps) => React.ReactNode> = {
  'add-tag': NewTag,
  'remove-tag': KnownTag,
  'set-attribute': Attribute,
  'enter-segment': FixedSegment,
  'leave-segment': FixedSegment,
  'enter-journey': Journey,
  suppress: Reason,
  'lift-suppression': NeededReason,
}

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
  const open = data?.journeys.filter(takesByHand)
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

/** Who is in a dynamic one is decided by its rule. */
function FixedSegment({ onChange }: FieldsProps) {
  const say = useWords(words)
  const { data } = useQuery(segmentsQuery)
  const fixed = data?.segments.filter(({ kind }) => kind === 'fixed')
  if (fixed?.length === 0) return <p className={classes.note}>{say.noSegment}</p>
  return (
    <Select
      label={say.segment}
      searchable
      limit={100}
      data={fixed?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
      onChange={(id) => onChange(id ? { segmentId: Number(id) } : null)}
    />
  )
}

function NeededReason({ onChange }: FieldsProps) {
  const say = useWords(words)
  return (
    <Textarea
      label={say.neededReason}
      required
      autosize
      minRows={2}
      maxLength={500}
      onChange={(event) => {
        const reason = event.currentTarget.value.trim()
        onChange(reason ? { reason } : null)
      }}
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
