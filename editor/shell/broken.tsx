import { isRouteErrorResponse, useRouteError } from 'react-router'
import { ErrorBox } from '../parts/error-box.tsx'
import { useWords } from '../words.ts'
import classes from './shell.module.css'

/** A page that could not be drawn; the rest of the product stands. */
export function Broken() {
  const say = useWords(words)
  const error = useRouteError()
  const cause =
    error instanceof Error
      ? error
      : new Error(isRouteErrorResponse(error) ? error.statusText : String(error))
  return (
    <div className={classes.alone}>
      <ErrorBox title={say.title} error={cause} retry={() => window.location.reload()} />
    </div>
  )
}

export const words = {
  en: { title: 'This page could not be shown' },
  ja: { title: 'このページを表示できませんでした' },
}
