import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useState } from 'react'
import { useWords } from '../words.ts'
import classes from './search-field.module.css'
import { useSettled } from './use-settled.ts'

const SETTLED_MS = 250

type Props = {
  value: string
  onChange: (search: string) => void
  label: string
  placeholder?: string
  className?: string
  ref?: Ref<HTMLInputElement>
}

/** A search as one types; letters still being converted from kana wait until they are chosen. */
export function SearchField({ value, onChange, label, placeholder = label, ...rest }: Props) {
  const say = useWords(words)
  const [typed, setTyped] = useState(value)
  const { soon, now } = useSettled({ value, onChange, onOther: setTyped, ms: SETTLED_MS })
  const type = (text: string, composing = false) => {
    setTyped(text)
    if (!composing) soon(text.trim())
  }
  return (
    <TextInput
      {...rest}
      className={`${classes.search} ${rest.className ?? ''}`}
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
              now('')
            }}
          />
        )
      }
      onChange={(event) => {
        const native = event.nativeEvent
        type(event.currentTarget.value, native instanceof InputEvent && native.isComposing)
      }}
      onCompositionEnd={(event) => type(event.currentTarget.value)}
    />
  )
}

export const words = {
  en: { clear: 'Clear the search' },
  ja: { clear: '検索を消す' },
}
