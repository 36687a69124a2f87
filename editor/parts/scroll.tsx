import type { ReactNode } from 'react'

type Props = { label: string; className: string | undefined; children: ReactNode }

/** What scrolls within its page: with a name, and within reach of the keyboard. */
export function Scroll({ label, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
