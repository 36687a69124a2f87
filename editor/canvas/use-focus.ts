import { type RefObject, useEffect, useRef } from 'react'
import { useEditor } from './editor.tsx'
import { stoneSelector } from './stones.tsx'

/** The keys stand where the eye does: the stone that was last added, opened or walked to. */
export function useFocus(pane: RefObject<HTMLElement | null>) {
  const { focus } = useEditor()
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (focus === last.current) return
    last.current = focus
    const inFields = document.activeElement?.closest('input, textarea, [contenteditable]')
    if (inFields) return
    // Stones come and go a moment after it is known.
    let frame = requestAnimationFrame(function look() {
      if (!focus) {
        // A stone that is gone takes the keys with it; they stay on the canvas.
        if (document.activeElement === document.body) pane.current?.focus()
        return
      }
      const stone = pane.current?.querySelector<HTMLElement>(stoneSelector(focus))
      if (stone) stone.focus({ preventScroll: true })
      else frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [focus, pane])
}
