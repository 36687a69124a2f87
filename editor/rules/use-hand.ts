import { useEffect, useRef } from 'react'

/** Puts the hand on a place once it is drawn, so that a keyboard goes on where something was added. */
export function useHand() {
  const ref = useRef<HTMLDivElement>(null)
  const next = useRef<string | null>(null)
  useEffect(() => {
    if (next.current === null) return
    const place = ref.current?.querySelector(`[data-place="${next.current}"]`)
    next.current = null
    place?.querySelector<HTMLElement>('input, button')?.focus()
  })
  return {
    ref,
    put: (place: string | null) => {
      next.current = place
    },
  }
}
