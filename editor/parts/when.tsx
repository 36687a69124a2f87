import { useMemo } from 'react'
import { formatter } from '../format.ts'
import { useZone } from '../shell/me.ts'
import { useLanguage } from '../words.ts'

/** How this reader's language writes dates and numbers, in the account's time zone. */
export function useFormat() {
  const language = useLanguage()
  const zone = useZone()
  return useMemo(() => formatter(language, zone), [language, zone])
}

type Props = {
  at: string
  /** 11/24（火）10:00 · 14:32 · 14:32:05 · 11/24（火） · きょう14:32, きのう, 11/20（金） */
  as?: 'dateTime' | 'time' | 'seconds' | 'date' | 'recent'
}

/** An instant on one line; the whole of it in the tooltip. */
export function When({ at, as = 'dateTime' }: Props) {
  const format = useFormat()
  const said = as === 'seconds' ? format.time(at, true) : format[as](at)
  return (
    <time dateTime={at} title={`${format.date(at)} ${format.time(at, true)} (${format.zone})`}>
      {said}
    </time>
  )
}
