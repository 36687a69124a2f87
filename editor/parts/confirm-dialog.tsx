import { Button, TextInput } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../words.ts'
import { Dialog } from './dialog.tsx'
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
  /** Something that the act needs is not there yet. */
  disabled?: boolean
  /** Cannot be undone, or moves many: this must be typed first. */
  type?: string
}

/** Asks before what is hard to undo. The focus starts on the way back; Enter destroys nothing. */
export function ConfirmDialog(props: Props) {
  const { opened, onClose, question, what, verb, tone = 'shu', icon, onConfirm, busy, type } = props
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const untyped = type !== undefined && typed.normalize('NFKC').trim() !== type
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={question}
      picture={<Tile icon={icon} tone={tone} size={38} round />}
      acts={
        <>
          <Button data-autofocus onClick={close}>
            {say.cancel}
          </Button>
          <Button
            variant="filled"
            color={tone}
            loading={busy}
            disabled={props.disabled || untyped}
            onClick={onConfirm}
          >
            {verb}
          </Button>
        </>
      }
    >
      {what}
      {type !== undefined && (
        <TextInput
          mt={16}
          label={say.type(type)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
    </Dialog>
  )
}

export const words = {
  en: { cancel: 'Cancel', type: (what: string) => `Type ${what} to go on` },
  ja: { cancel: 'やめる', type: (what: string) => `確かめたら「${what}」と入力してください` },
}
