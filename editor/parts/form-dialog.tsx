import { Button } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useWords } from '../words.ts'
import { Dialog } from './dialog.tsx'
import classes from './form-dialog.module.css'
import { Wrong } from './wrong.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  size?: 480 | 560 | 760
  /** One sentence on what this is for. */
  note?: ReactNode
  verb: string
  /** Told the form, so that it can put the hand on what is wrong. */
  onSubmit: (form: HTMLFormElement) => void
  busy?: boolean
  error?: Error | null
  /** There is nothing to send yet. */
  disabled?: boolean
  /** Beside the act, in sight with it. */
  outcome?: ReactNode
  children: ReactNode
}

/** A few fields and one act. Enter sends; Escape and "Cancel" leave everything as it was. */
export function FormDialog(props: Props) {
  const { opened, onClose, title, size, note, verb, onSubmit, busy, error, disabled, outcome } =
    props
  const say = useWords(words)
  const id = useId()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      outcome={outcome}
      acts={
        <>
          <Button onClick={onClose}>{say.cancel}</Button>
          <Button
            type="submit"
            form={id}
            variant="filled"
            color="moss"
            loading={busy}
            disabled={disabled}
          >
            {verb}
          </Button>
        </>
      }
    >
      {note && <p>{note}</p>}
      <form
        id={id}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit(event.currentTarget)
        }}
      >
        {props.children}
        <Wrong error={error ?? null} />
      </form>
    </Dialog>
  )
}

export const words = {
  en: { cancel: 'Cancel' },
  ja: { cancel: 'やめる' },
}
