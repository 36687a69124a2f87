import { Button, Modal, TextInput } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../words.ts'
import classes from './confirm-dialog.module.css'
import { Tile } from './tile.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  /** shu: something ends or is lost · moss: hard to undo, but forward. */
  tone?: 'shu' | 'moss'
  icon: Icon
  question: string
  /** What happens, and to how many. */
  what: ReactNode
  /** The act, never "OK". */
  verb: string
  onConfirm: () => void
  busy?: boolean
  /** Cannot be undone, or moves many: this must be typed first. */
  type?: string
}

/** Asks before what is hard to undo. The focus starts on the way back; Enter destroys nothing. */
export function ConfirmDialog({ opened, onClose, question, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={480}
      padding={0}
      aria-label={question}
      transitionProps={{ transition: 'pop', duration: 180 }}
    >
      <Question question={question} onClose={onClose} {...rest} />
    </Modal>
  )
}

function Question(props: Omit<Props, 'opened'>) {
  const { question, what, verb, tone = 'shu', icon, onConfirm, onClose, busy, type } = props
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  return (
    <div className={classes.dialog}>
      <Tile icon={icon} tone={tone} size={38} round />
      <div className={classes.words}>
        <h2 className={classes.question}>{question}</h2>
        <div className={classes.what}>{what}</div>
        {type !== undefined && (
          <TextInput
            mt={16}
            label={say.type(type)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
      </div>
      <div className={classes.acts}>
        <Button data-autofocus onClick={onClose}>
          {say.cancel}
        </Button>
        <Button
          variant="filled"
          color={tone}
          loading={busy}
          disabled={type !== undefined && typed.normalize('NFKC').trim() !== type}
          onClick={onConfirm}
        >
          {verb}
        </Button>
      </div>
    </div>
  )
}

export const words = {
  en: { cancel: 'Cancel', type: (what: string) => `Type ${what} to go on` },
  ja: { cancel: 'やめる', type: (what: string) => `確かめたら「${what}」と入力してください` },
}
