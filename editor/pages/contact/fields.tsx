import { useState } from 'react'
import { useWords } from '../../words.ts'
import classes from './fields.module.css'

/** Fields that came with something, a few at once; empty ones say nothing. */
export function Fields({ label, fields }: { label: string; fields: Record<string, unknown> }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const all = Object.entries(fields).filter(([, value]) => !isEmpty(value))
  if (all.length === 0) return null
  const shown = open ? all : all.slice(0, FEW)
  return (
    <div className={classes.fields}>
      <dl aria-label={label}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{textOf(value)}</dd>
          </div>
        ))}
      </dl>
      {all.length > shown.length && (
        <button type="button" className={classes.more} onClick={() => setOpen(true)}>
          {say.more(all.length - shown.length)}
        </button>
      )}
    </div>
  )
}

const FEW = 4

const isEmpty = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '')

const textOf = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

export const words = {
  en: { more: (n: number) => `${n} more` },
  ja: { more: (n: number) => `ほか${n}件` },
}
