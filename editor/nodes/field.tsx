import type { ReactNode } from 'react'
import classes from './field.module.css'

/** A label above something that is not an input of its own. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <div className={classes.label} aria-hidden="true">
        {label}
      </div>
      {children}
    </div>
  )
}
