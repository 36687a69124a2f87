import classes from './avatar.module.css'

type Props = {
  name: string
  size?: number
  /** Green for the person a path is lit for; sand for everybody else. */
  lit?: boolean
}

/** A person by the first letter of their given name: Japanese names have it second. */
export function Avatar({ name, size = 34, lit }: Props) {
  return (
    <span
      className={classes.avatar}
      data-lit={lit || undefined}
      style={{ width: size, height: size, fontSize: Math.max(11, Math.round(size * 0.4)) }}
      aria-hidden="true"
    >
      {initial(name)}
    </span>
  )
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** 佐藤 美咲 → 美 · Ren Mori → R · a@b → A. Pure. */
export function initial(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const given = japanese.test(name) ? parts.at(-1) : parts[0]
  return [...(given ?? '')][0]?.toUpperCase() ?? '–'
}
