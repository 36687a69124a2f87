import { Select } from '@mantine/core'
import {
  type Comparison,
  type Kind,
  kinds,
  type Operator,
  operatorsOf,
} from '../../server/engine/question.ts'
import { useLanguage, useWords } from '../words.ts'
import { kindLabels, operatorLabels } from './builder-words.ts'
import { withKind, withOperator } from './comparing.ts'
import type { Names } from './names.ts'
import { ValueField } from './value-field.tsx'

type Props = {
  asked: Comparison
  of: string
  names: Names
  /** What nobody has given a type may be read as one of several. */
  anyKind?: boolean
  change(asked: Comparison): void
}

/** How a value is compared, and with what. */
export function ComparisonFields(props: Props) {
  const { asked, of, names, anyKind, change } = props
  const say = useWords(words)
  const language = useLanguage()
  const { plain, moment } = operatorLabels[language]
  const labels: Record<Operator, string> =
    asked.as === 'date' || asked.as === 'datetime' ? { ...plain, ...moment } : plain
  const offered = operatorsOf[asked.as]
  return (
    <>
      {anyKind && (
        <Select
          aria-label={say.kind(of)}
          allowDeselect={false}
          data={kinds
            .filter((kind) => kind !== 'choice' || asked.as === 'choice')
            .map((value) => ({ value, label: kindLabels[language][value] }))}
          value={asked.as}
          onChange={(as) => as && change(withKind(asked, as as Kind))}
        />
      )}
      <Select
        aria-label={say.operator(of)}
        wrapperProps={{ 'data-way': true }}
        allowDeselect={false}
        maxDropdownHeight={320}
        data={offered.map((value) => ({ value, label: labels[value] }))}
        value={asked.op}
        onChange={(op) => op && change(withOperator(asked, op as Operator))}
      />
      <ValueField asked={asked} of={of} names={names} change={change} />
    </>
  )
}

export const words = {
  en: {
    kind: (of: string) => `What the value of condition ${of} is`,
    operator: (of: string) => `How condition ${of} compares`,
  },
  ja: {
    kind: (of: string) => `条件${of}の値の種類`,
    operator: (of: string) => `条件${of}の比べ方`,
  },
}
