import { NumberInput } from '@mantine/core'

type Props = {
  label: string
  value: number | undefined
  min?: number
  prefix?: string
  suffix: string
  /** What leaving it empty means. */
  placeholder?: string
  change(days: number | undefined): void
}

/** A number of days between the words around it. */
export function DaysField({ label, value, min = 0, prefix, suffix, placeholder, change }: Props) {
  return (
    <NumberInput
      aria-label={label}
      value={value ?? ''}
      min={min}
      max={3650}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      prefix={prefix}
      suffix={suffix}
      placeholder={placeholder}
      onChange={(next) => change(typeof next === 'number' ? next : undefined)}
    />
  )
}
