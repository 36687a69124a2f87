import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { journeyKey } from '../journeys/queries.ts'
import classes from './name-field.module.css'

/** The journey's name, written over where it stands. Enter or leaving keeps it, Escape lets it be. */
export function NameField({ id, name }: { id: number; name: string }) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const rename = useMutation({
    mutationFn: (name: string) =>
      answer<Response>(api.journeys[':id'].$patch({ param: { id: String(id) }, json: { name } })),
    onSuccess: (_, name) => {
      queries.setQueryData(journeyKey(id), (before: { name: string } | undefined) =>
        before ? { ...before, name } : before,
      )
      void queries.invalidateQueries({ queryKey: ['journeys'] })
    },
    onError: toastError,
    onSettled: () => setTyped(null),
  })
  const keep = () => {
    const next = typed?.trim()
    if (next && next !== name) rename.mutate(next)
    else setTyped(null)
  }
  const shown = typed ?? name
  return (
    <h1 className={classes.name}>
      <span className={classes.measure} aria-hidden="true">
        {shown || ' '}
      </span>
      <input
        className={classes.field}
        aria-label={say.name}
        title={shown}
        // The twin gives the width.
        size={1}
        maxLength={200}
        value={shown}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') setTyped(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </h1>
  )
}

export const words = {
  en: { name: 'Name of the journey' },
  ja: { name: 'シナリオの名前' },
}
