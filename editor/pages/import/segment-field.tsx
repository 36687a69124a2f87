import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { segmentsQuery } from '../../parts/segments.ts'
import { useWords } from '../../words.ts'
import type { PlanInput } from './queries.ts'

type Props = { plan: PlanInput; onChange: (plan: PlanInput) => void }

/** Into which fixed segment everybody of the file goes: one that is there, or a new one. */
export function SegmentField({ plan, onChange }: Props) {
  const say = useWords(words)
  const { data } = useQuery(segmentsQuery)
  const fixed = (data?.segments ?? []).filter(({ kind }) => kind === 'fixed')
  const { segment = null } = plan
  const isNew = segment !== null && 'name' in segment
  return (
    <>
      <Select
        label={say.label}
        placeholder={say.none}
        clearable
        allowDeselect={false}
        searchable
        data={[
          { value: 'new', label: say.fresh },
          ...fixed.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={segment === null ? null : isNew ? 'new' : String(segment.id)}
        onChange={(value) =>
          onChange({
            ...plan,
            segment: segmentOf(value, segment),
          })
        }
      />
      {isNew && (
        <TextInput
          label={say.name}
          placeholder={say.example}
          maxLength={100}
          value={segment.name}
          error={segment.name.trim() ? null : say.nameMissing}
          onChange={(event) => onChange({ ...plan, segment: { name: event.currentTarget.value } })}
        />
      )}
    </>
  )
}

type Segment = NonNullable<PlanInput['segment']> | null

/** What was chosen; a name that is written already stays. */
function segmentOf(value: string | null, before: Segment): Segment {
  if (value === null) return null
  if (value !== 'new') return { id: Number(value) }
  return before && 'name' in before ? before : { name: '' }
}

export const words = {
  en: {
    label: 'Put into a fixed segment',
    none: 'None',
    fresh: 'A new segment',
    name: 'Name of the new segment',
    example: 'Visitors of the spring fair',
    nameMissing: 'Give it a name.',
  },
  ja: {
    label: '入れるセグメント（手で選ぶもの）',
    none: '入れない',
    fresh: '新しいセグメントを作る',
    name: '新しいセグメントの名前',
    example: '春の展示会に来た方',
    nameMissing: '名前を付けてください。',
  },
}
