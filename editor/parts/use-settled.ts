import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

type Props = {
  /** What the address says now. */
  value: string
  onChange: (value: string) => void
  /** It says what nobody told it here: a view was chosen, or all was cleared. */
  onOther: (value: string) => void
  ms: number
}

/**
 * Tells the address what is typed when the hand rests. What was told comes back when more has been typed,
 * and must not replace that.
 */
export function useSettled({ value, onChange, onOther, ms }: Props) {
  const told = useRef<string[]>([])
  const tell = (next: string) => {
    if (next === value) return
    told.current.push(next)
    onChange(next)
  }
  const soon = useDebouncedCallback(tell, ms)
  useEffect(() => {
    const at = told.current.lastIndexOf(value)
    told.current.splice(0, at + 1)
    if (at >= 0) return
    soon.cancel()
    onOther(value)
  }, [value])
  const now = (next: string) => {
    soon.cancel()
    tell(next)
  }
  return { soon, now, flush: soon.flush }
}
