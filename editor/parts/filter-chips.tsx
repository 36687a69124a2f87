import classes from './filter-chips.module.css'

type Props<Value extends string> = {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: string; count?: string }[]
}

/** One of a few views of a list, with how many each holds. */
export function FilterChips<Value extends string>(props: Props<Value>) {
  const { label, value, onChange, options } = props
  return (
    <fieldset className={classes.chips} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={classes.chip}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count && <span className={classes.count}>{option.count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
