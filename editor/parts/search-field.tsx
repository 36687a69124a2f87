import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useEffect, useRef, useState } from 'react'
import { useWords } from '../words.ts'
import classes from './search-field.module.css'

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
  const [typed, setTyped] = useTyped(value, onChange)
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
          <CloseButton size="sm" aria-label={say.clear} onClick={() => setTyped('', 'at-once')} />
        )
      }
      onChange={(event) => {
        const native = event.nativeEvent
        const composing = native instanceof InputEvent && native.isComposing
        setTyped(event.currentTarget.value, composing ? 'never' : 'soon')
      }}
      onCompositionEnd={(event) => setTyped(event.currentTarget.value, 'soon')}
    />
  )
}

/** What stands in the field. What it told comes back when more has been typed, and must not replace that. */
function useTyped(value: string, onChange: (search: string) => void) {
  const [typed, setTyped] = useState(value)
  const told = useRef<string[]>([])
  const tell = (search: string) => {
    if (search === value) return
    told.current.push(search)
    onChange(search)
  }
  const tellSoon = useDebouncedCallback(tell, 250)
  useEffect(() => {
    const at = told.current.lastIndexOf(value)
    if (at < 0) setTyped(value)
    told.current.splice(0, at + 1)
  }, [value])
  const change = (text: string, when: 'at-once' | 'soon' | 'never') => {
    setTyped(text)
    if (when === 'soon') tellSoon(text.trim())
    if (when === 'at-once') {
      tellSoon.cancel()
      tell(text)
    }
  }
  return [typed, change] as const
}

export const words = {
  en: { clear: 'Clear the search' },
  ja: { clear: '検索を消す' },
}
