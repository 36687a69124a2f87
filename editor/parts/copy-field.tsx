import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../words.ts'
import classes from './copy-field.module.css'
import { toastError } from './toasts.tsx'

type Props = { label: string; value: string; description?: string; autoFocus?: boolean }

/** A value to take elsewhere: an address, a key. */
export function CopyField({ label, value, description, autoFocus }: Props) {
  const say = useWords(words)
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      toastError({ title: say.refused })
    }
  }
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.field}
        classNames={{ input: classes.value }}
        label={label}
        description={description}
        value={value}
        readOnly
        data-autofocus={autoFocus || undefined}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        leftSection={
          copied ? (
            <IconCheck size={15} stroke={2} aria-hidden />
          ) : (
            <IconCopy size={15} stroke={2} aria-hidden />
          )
        }
        onClick={copy}
      >
        <span aria-live="polite">{copied ? say.copied : say.copy}</span>
      </Button>
    </div>
  )
}

export const words = {
  en: {
    copy: 'Copy',
    copied: 'Copied',
    refused: 'The browser does not allow copying. Select the text and copy it by hand.',
  },
  ja: {
    copy: 'コピーする',
    copied: 'コピー済み',
    refused: 'ブラウザーがコピーを許可していません。文字を選んで、手でコピーしてください。',
  },
}
