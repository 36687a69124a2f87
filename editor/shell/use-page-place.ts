import { useLayoutEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/** How far each visited page was read, by its place in the history. */
const read = new Map<string, number>()

/**
 * The page scrolls within its frame, so the browser does not do this for us: a new page begins at
 * its top and takes the focus from the link that is gone; going back returns to where one was.
 */
export function usePagePlace() {
  const { pathname, key } = useLocation()
  const back = useNavigationType() === NavigationType.Pop
  const page = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useLayoutEffect(() => {
    if (!page.current || shown.current === pathname) return
    shown.current = pathname
    page.current.scrollTop = back ? (read.get(key) ?? 0) : 0
    if (document.activeElement === document.body) page.current.focus({ preventScroll: true })
  }, [pathname, key, back])
  const onScroll = () => {
    if (page.current) read.set(key, page.current.scrollTop)
  }
  return { ref: page, onScroll }
}
