import type { ReactNode } from 'react'
import classes from './envelope.module.css'

/** From whom, to whom, when: what stands on the outside of a mail. */
export function Envelope({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.envelope}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
