import { Skeleton } from '@mantine/core'
import { lazy, type Ref, Suspense, useId } from 'react'
import classes from './code-field.module.css'

const CodeEditor = lazy(() => import('./code-editor.tsx'))

export type CodeFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  /** html: Liquid in HTML · text: Liquid in plain text */
  mode: 'html' | 'text'
  /** What is wrong, and where: lines and columns count from 1. */
  problems?: { message: string; line: number; column: number }[]
  description?: string
  minHeight?: number
  maxHeight?: number
  /** For whoever writes into the field from outside. */
  hand?: Ref<CodeHand>
}

export type CodeHand = {
  /** Puts text in the place of the selection and goes on writing behind it. */
  insert(text: string): void
}

/** A field for Liquid. Its editor is fetched when the first such field is shown. */
export function CodeField(props: CodeFieldProps) {
  const { label, description, minHeight = 160, problems = [] } = props
  const id = useId()
  return (
    <div className={classes.field}>
      <div id={id} className={classes.label}>
        {label}
      </div>
      <div className={classes.frame} data-error={problems.length > 0 || undefined}>
        <Suspense fallback={<Skeleton height={minHeight} radius={8} />}>
          <CodeEditor {...props} minHeight={minHeight} labelledBy={id} />
        </Suspense>
      </div>
      {problems.map((problem) => (
        <p key={`${problem.line}:${problem.column}:${problem.message}`} className={classes.error}>
          {problem.message}
        </p>
      ))}
      {description && <p className={classes.description}>{description}</p>}
    </div>
  )
}
