import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import type { Comparison } from '../../server/engine/question.ts'
import { useLanguage, useWords } from '../words.ts'
import { inputOf } from './comparing.ts'
import { DaysField } from './days-field.tsx'
import { instantOf, localOf } from './moments.ts'
import type { Names } from './names.ts'
import { questionWords } from './question-words.ts'

type Props = {
  asked: Comparison
  /** Which condition it belongs to, read aloud. */
  of: string
  names: Names
  change(asked: Comparison): void
}

/** What is compared with: as many fields of its kind as the operator needs. */
export function ValueField({ asked, of, names, change }: Props) {
  const say = useWords(words)
  const choices = useChoices(asked, names)
  const set = (part: Partial<Comparison>) => change({ ...asked, ...part })
  switch (inputOf(asked.op)) {
    case 'nothing':
      return null
    case 'days':
      return (
        <DaysField
          label={say.days(of)}
          suffix={say.daysSuffix}
          value={asked.value === '' ? undefined : Number(asked.value)}
          change={(days) => set({ value: days === undefined ? '' : String(days) })}
        />
      )
    case 'several': {
      const values = asked.values ?? []
      const field = {
        'aria-label': say.values(of),
        placeholder: values.length === 0 ? say.severalHere : undefined,
        value: values,
        onChange: (next: string[]) => set({ values: next }),
      }
      return choices ? (
        <MultiSelect {...field} data={choices} searchable hidePickedOptions />
      ) : (
        <TagsInput {...field} maxTags={200} acceptValueOnBlur />
      )
    }
    case 'range':
      return (
        <>
          <One
            {...{ asked, choices, names }}
            label={say.from(of)}
            {...single(asked.value, (value) => set({ value }))}
          />
          <One
            {...{ asked, choices, names }}
            label={say.upTo(of)}
            {...single(asked.upTo ?? '', (upTo) => set({ upTo }))}
          />
        </>
      )
    case 'one':
      return (
        <One
          {...{ asked, choices, names }}
          label={say.value(of)}
          {...single(asked.value, (value) => set({ value }))}
        />
      )
  }
}

const single = (value: string, change: (value: string) => void) => ({ value, change })

type OneProps = {
  asked: Comparison
  choices: Choice[] | null
  names: Names
  label: string
  value: string
  change(value: string): void
}

function One({ asked, choices, names, label, value, change }: OneProps) {
  const say = useWords(words)
  if (choices) {
    return (
      <Select
        aria-label={label}
        placeholder={say.choose}
        data={choices}
        searchable
        allowDeselect={false}
        value={value || null}
        onChange={(next) => change(next ?? '')}
      />
    )
  }
  const shown = asked.as === 'datetime' ? localOf(value, names.zone) : value
  return (
    <TextInput
      aria-label={label}
      placeholder={say.valueHere}
      maxLength={2000}
      {...inputs[asked.as]}
      value={shown}
      onChange={(event) => {
        const typed = event.currentTarget.value
        change(asked.as === 'datetime' ? instantOf(typed, names.zone) : typed)
      }}
    />
  )
}

const inputs: Partial<Record<Comparison['as'], object>> = {
  number: { inputMode: 'decimal' },
  // A year of six digits is a slip of the finger.
  date: { type: 'date', max: '9999-12-31' },
  datetime: { type: 'datetime-local', max: '9999-12-31T23:59' },
}

type Choice = { value: string; label: string }

/** What may be chosen, with what is chosen already though it may be no more; null: anything may be typed. */
function useChoices({ key, as, value, values = [] }: Comparison, names: Names): Choice[] | null {
  const { language: languages } = questionWords[useLanguage()]
  if (as !== 'choice' && as !== 'choices') return null
  const own = names.attributes?.find((each) => each.key === key)?.choices ?? []
  const offered =
    key === 'language'
      ? (['ja', 'en'] as const).map((each) => ({ value: each, label: languages[each] }))
      : own
  const left = [value, ...values].filter(
    (each) => each && !offered.some((choice) => choice.value === each),
  )
  if (offered.length === 0) return null
  return [...offered, ...[...new Set(left)].map((each) => ({ value: each, label: each }))].map(
    ({ value, label }) => ({ value, label: label || value }),
  )
}

export const words = {
  en: {
    value: (of: string) => `Value of condition ${of}`,
    values: (of: string) => `Values of condition ${of}`,
    from: (of: string) => `Lower end of condition ${of}`,
    upTo: (of: string) => `Upper end of condition ${of}`,
    days: (of: string) => `Days of condition ${of}`,
    daysSuffix: ' days',
    valueHere: 'Value',
    severalHere: 'Type and press Enter',
    choose: 'Choose',
  },
  ja: {
    value: (of: string) => `条件${of}の値`,
    values: (of: string) => `条件${of}の値（いくつでも）`,
    from: (of: string) => `条件${of}の下限`,
    upTo: (of: string) => `条件${of}の上限`,
    days: (of: string) => `条件${of}の日数`,
    daysSuffix: '日',
    valueHere: '値',
    severalHere: '入力してEnter',
    choose: '選ぶ',
  },
}
