import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import classes from './page-header.module.css'

type Props = {
  title: string
  /** One sentence of fact. */
  fact?: ReactNode
  /** Where this page stands: the way back up. */
  crumbs?: { label: string; to: string }[]
  /** What can be done; at most one of them green. */
  acts?: ReactNode
  /** Beside the title: a state. */
  beside?: ReactNode
  /** Before the title: a person or a kind. */
  picture?: ReactNode
}

/** The one h1 of a page, its fact and its acts. */
export function PageHeader({ title, fact, crumbs, acts, beside, picture }: Props) {
  useEffect(() => {
    document.title = `${title} – Tobiishi`
  }, [title])
  return (
    <header className={classes.header}>
      {crumbs && (
        <nav className={classes.crumbs} aria-label={title}>
          {crumbs.map(({ label, to }) => (
            <Fragment key={to}>
              <Link to={to}>{label}</Link>
              <IconChevronRight size={13} stroke={2} aria-hidden />
            </Fragment>
          ))}
          <span aria-current="page">{title}</span>
        </nav>
      )}
      <div className={classes.row}>
        {picture}
        <div className={classes.words}>
          <div className={classes.title}>
            <h1>{title}</h1>
            {beside}
          </div>
          {fact && <p className={classes.fact}>{fact}</p>}
        </div>
        {acts && <div className={classes.acts}>{acts}</div>}
      </div>
    </header>
  )
}
