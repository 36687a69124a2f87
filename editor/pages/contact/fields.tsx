import { useState } from 'react'
import { Link } from 'react-router'
import { useWords } from '../../words.ts'
import classes from './fields.module.css'
import type { Told } from './told-fields.ts'

/** Fields that came with something, a few at once. */
export function Fields({ label, fields }: { label: string; fields: Told[] }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  if (fields.length === 0) return null
  const shown = open ? fields : fields.slice(0, FEW)
  return (
    <div className={classes.fields}>
      <dl aria-label={label}>
        {shown.map(({ label: name, text, to }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{to ? <Link to={to}>{text}</Link> : text}</dd>
          </div>
        ))}
      </dl>
      {fields.length > shown.length && (
        <button type="button" className={classes.more} onClick={() => setOpen(true)}>
          {say.more(fields.length - shown.length)}
        </button>
      )}
    </div>
  )
}

const FEW = 4

export const words = {
  en: { more: (n: number) => `${n} more` },
  ja: { more: (n: number) => `ほか${n}件` },
}
