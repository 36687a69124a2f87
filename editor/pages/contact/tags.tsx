import { Autocomplete, CloseButton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { Card } from '../../parts/page-body.tsx'
import { tagsQuery } from '../../parts/tags.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { type Contact, contactQuery } from './queries.ts'
import classes from './tags.module.css'

/** The tags of a contact: put on by typing a name, taken off with a click, each with a way back. */
export function Tags({ contact }: { contact: Contact }) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const { data } = useQuery(tagsQuery)
  const { put, take } = useTagging(contact)
  const has = new Set(contact.tags.map(({ name }) => name))
  const add = (name: string) => {
    setTyped('')
    if (name.trim() && !has.has(name.trim())) put(name.trim())
  }
  return (
    <Card title={say.title}>
      <div className={classes.tags}>
        {contact.tags.map(({ id, name }) => (
          <Chip key={id} tone="ishi">
            <span className={classes.tag}>
              {name}
              <CloseButton size={20} aria-label={say.remove(name)} onClick={() => take(name)} />
            </span>
          </Chip>
        ))}
      </div>
      <Autocomplete
        size="xs"
        aria-label={say.add}
        placeholder={say.add}
        maxLength={100}
        limit={20}
        data={data?.tags.map(({ name }) => name).filter((name) => !has.has(name)) ?? []}
        value={typed}
        onChange={setTyped}
        onOptionSubmit={(name) => {
          add(name)
          // The field is filled with the chosen name after this.
          setTimeout(() => setTyped(''))
        }}
        onKeyDown={(event) => {
          const { key, nativeEvent } = event
          const chosen = event.currentTarget.getAttribute('aria-activedescendant')
          if (key !== 'Enter' || nativeEvent.isComposing || chosen) return
          event.preventDefault()
          add(typed)
        }}
      />
    </Card>
  )
}

function useTagging({ id }: Contact) {
  const say = useWords(words)
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: ({ name, on }: { name: string; on: boolean; quiet?: boolean }) => {
      const asked = { param: { id: String(id) }, json: { tags: [name] } }
      const route = api.contacts[':id'].tags
      return on ? answer(route.$put(asked)) : answer(route.$delete(asked))
    },
    onSuccess: (contact, { name, on, quiet }) => {
      client.setQueryData(contactQuery(id).queryKey, contact)
      void client.invalidateQueries({ queryKey: tagsQuery.queryKey })
      if (quiet) return
      toast({
        title: on ? say.added(name) : say.removed(name),
        undo: () => mutate({ name, on: !on, quiet: true }),
      })
    },
    onError: toastError,
  })
  return {
    put: (name: string) => mutate({ name, on: true }),
    take: (name: string) => mutate({ name, on: false }),
  }
}

export const words = {
  en: {
    title: 'Tags',
    add: 'Add a tag',
    remove: (name: string) => `Remove the tag “${name}”`,
    added: (name: string) => `Tagged “${name}”.`,
    removed: (name: string) => `The tag “${name}” is off.`,
  },
  ja: {
    title: 'タグ',
    add: 'タグを付ける',
    remove: (name: string) => `タグ「${name}」を外す`,
    added: (name: string) => `タグ「${name}」を付けました。`,
    removed: (name: string) => `タグ「${name}」を外しました。`,
  },
}
