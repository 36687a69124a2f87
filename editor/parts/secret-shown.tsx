import { Button } from '@mantine/core'
import { useWords } from '../words.ts'
import { CopyField } from './copy-field.tsx'
import { Dialog } from './dialog.tsx'
import classes from './secret-shown.module.css'

type Props = {
  /** null: there is none to show. */
  secret: string | null
  /** Where it belongs, and that it is shown but once. */
  note: string
  onClose: () => void
}

/** A signing secret, the only time anybody can read it: it stays until somebody says that it is kept. */
export function SecretShown({ secret, note, onClose }: Props) {
  const say = useWords(words)
  return (
    <Dialog
      opened={secret !== null}
      held
      size={560}
      onClose={onClose}
      title={say.title}
      acts={<Button onClick={onClose}>{say.kept}</Button>}
    >
      <p className={classes.note}>{note}</p>
      <CopyField label={say.title} value={secret ?? ''} autoFocus />
    </Dialog>
  )
}

export const words = {
  en: { title: 'Signing secret', kept: 'I have kept it' },
  ja: { title: '署名シークレット', kept: '控えました' },
}
