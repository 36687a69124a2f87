import { MultiSelect, Select, TextInput } from '@mantine/core'
import type { Definition } from '../../parts/attributes.ts'
import { useLanguage } from '../../words.ts'
import { truths } from './attribute-words.ts'

type Props = {
  definition: Definition
  value: string | string[]
  onChange: (value: string | string[]) => void
  /** What is wrong with the value. */
  error?: string | null
}

/** A field as the type of its attribute asks for it. */
export function AttributeField({ definition, value, onChange, error }: Props) {
  const { key: name, label, type, choices } = definition
  const field = { name, label, error }
  const truth = truths[useLanguage()]
  switch (type) {
    case 'choices':
      return (
        <MultiSelect
          {...field}
          data={choices}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
          clearable
          searchable
        />
      )
    case 'choice':
    case 'boolean':
      return (
        <Select
          {...field}
          data={
            type === 'choice'
              ? choices
              : [
                  { value: 'true', label: truth.yes },
                  { value: 'false', label: truth.no },
                ]
          }
          value={String(value) || null}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable
        />
      )
    default:
      return (
        <TextInput
          {...field}
          type={inputs[type]}
          inputMode={type === 'number' ? 'decimal' : undefined}
          value={String(value)}
          maxLength={1000}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
  }
}

/** A number is typed as text: the server reads 1,200 and full-width digits, too. */
const inputs = { text: 'text', number: 'text', date: 'date', datetime: 'datetime-local' } as const
