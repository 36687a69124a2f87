import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import classes from './form-dialog.module.css'
import { Wrong } from './wrong.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** One sentence on what this is for. */
  note?: ReactNode
  verb: string
  /** Told the form, so that it can put the hand on what is wrong. */
  onSubmit: (form: HTMLFormElement) => void
  busy?: boolean
  error?: Error | null
  /** There is nothing to send yet. */
  disabled?: boolean
  children: ReactNode
}

/** A few fields and one act. Enter sends; Escape and "Cancel" leave everything as it was. */
export function FormDialog({ opened, onClose, title, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={480}
      padding={0}
      aria-label={title}
      transitionProps={{ transition: 'pop', duration: 180 }}
    >
      <Form title={title} onClose={onClose} {...rest} />
    </Modal>
  )
}

function Form(props: Omit<Props, 'opened'>) {
  const { title, note, verb, onSubmit, onClose, busy, error, disabled, children } = props
  const say = useWords(words)
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(event.currentTarget)
      }}
    >
      <div>
        <h2 className={classes.title}>{title}</h2>
        {note && <p className={classes.note}>{note}</p>}
      </div>
      {children}
      <Wrong error={error ?? null} />
      <div className={classes.acts}>
        <Button onClick={onClose}>{say.cancel}</Button>
        <Button type="submit" variant="filled" color="moss" loading={busy} disabled={disabled}>
          {verb}
        </Button>
      </div>
    </form>
  )
}

export const words = {
  en: { cancel: 'Cancel' },
  ja: { cancel: 'やめる' },
}
