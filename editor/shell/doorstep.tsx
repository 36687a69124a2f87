import { type ReactNode, useEffect } from 'react'
import { Logo } from '../parts/logo.tsx'
import { StonesPicture } from '../parts/stones-picture.tsx'
import classes from './doorstep.module.css'
import { LanguageSwitch } from './preferences.tsx'

type Props = { title: string; text?: string; children: ReactNode }

/** The pages before the login: raked sand, the stones, and one card. */
export function Doorstep({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} – Tobiishi`
  }, [title])
  return (
    <div className={classes.doorstep}>
      <header className={classes.head}>
        <Logo />
        <span className={classes.name}>Tobiishi</span>
        <LanguageSwitch />
      </header>
      <main className={classes.main}>
        <StonesPicture />
        <div className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {text && <p className={classes.text}>{text}</p>}
          {children}
        </div>
      </main>
    </div>
  )
}
