import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../words.ts'
import classes from './contacts.module.css'

type Props = {
  value: string
  onChange: (search: string) => void
  label: string
  placeholder: string
}

/** A search as one types; letters still being converted from kana wait until they are chosen. */
export function SearchField({ value, onChange, label, placeholder }: Props) {
  const say = useWords(words)
  const [typed, setTyped] = useState(value)
  const tell = useDebouncedCallback(onChange, 250)
  useEffect(() => setTyped(value), [value])
  const change = (text: string, composing: boolean) => {
    setTyped(text)
    if (!composing) tell(text.trim())
  }
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton
            size="sm"
            aria-label={say.clear}
            onClick={() => {
              setTyped('')
              onChange('')
            }}
          />
        )
      }
      onChange={(event) => {
        const native = event.nativeEvent
        change(event.currentTarget.value, native instanceof InputEvent && native.isComposing)
      }}
      onCompositionEnd={(event) => change(event.currentTarget.value, false)}
    />
  )
}

export const words = {
  en: { clear: 'Clear the search' },
  ja: { clear: '検索を消す' },
}
