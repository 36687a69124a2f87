import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useZone } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import { type End, endOf, KeyEnd } from './key-end.tsx'
import { KeyRights } from './key-rights.tsx'
import { type Scope, scopesFor, type Use } from './key-scopes.ts'
import { KeyShown } from './key-shown.tsx'
import { keysQuery } from './queries.ts'

/** Names a key, says what it may do and until when, then shows it: the only time anybody can read it. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const say = useWords(words)
  const zone = useZone()
  const [use, setUse] = useState<Use>('send')
  const [own, setOwn] = useState<readonly Scope[]>([])
  const [end, setEnd] = useState<End>('365')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const { field, values, check } = useFields(
    { name: '' },
    { name: (value) => (value.trim() ? null : say.nameMissing) },
  )
  const scopes = scopesFor(use, own)
  const expiresAt = end === 'day' ? endOf(day, zone) : null
  const dayWrong = end === 'day' && !expiresAt
  const create = useCreate()
  if (create.data) return <KeyShown made={create.data} onClose={onClose} />
  return (
    <FormDialog
      opened
      size={560}
      onClose={onClose}
      title={say.title}
      verb={say.create}
      busy={create.isPending}
      error={create.error}
      onSubmit={(form) => {
        setTried(true)
        if (!check(form)) return
        const wrong = scopes.length === 0 ? 'scopes' : dayWrong ? 'day' : null
        if (wrong) return form.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus()
        const until = end === 'day' ? { expiresAt } : { days: end === 'never' ? null : Number(end) }
        create.mutate({ name: values.name.trim(), scopes: [...scopes], ...until })
      }}
    >
      <TextInput
        {...field('name')}
        label={say.name}
        description={say.nameHelp}
        data-autofocus
        autoComplete="off"
        maxLength={100}
      />
      <KeyRights
        use={use}
        onUse={setUse}
        own={own}
        onOwn={setOwn}
        error={tried && scopes.length === 0 ? say.scopesMissing : null}
      />
      <KeyEnd
        end={end}
        onEnd={setEnd}
        day={day}
        onDay={setDay}
        error={tried && dayWrong ? say.dayWrong : null}
      />
    </FormDialog>
  )
}

type Wanted = { name: string; scopes: Scope[]; days?: number | null; expiresAt?: string | null }

function useCreate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: Wanted) => answer(api['api-keys'].$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
}

export const words = {
  en: {
    title: 'New API key',
    name: 'Name',
    nameHelp: 'The program that will use it, such as “Web shop”.',
    nameMissing: 'Enter a name.',
    scopesMissing: 'Choose at least one thing that it may do.',
    dayWrong: 'Choose a day from tomorrow on.',
    create: 'Make key',
  },
  ja: {
    title: '新しいAPIキー',
    name: '名前',
    nameHelp: '「ECサイト」のように、使うプログラムの名前を付けます。',
    nameMissing: '名前を入力してください。',
    scopesMissing: '許すことを1つ以上選んでください。',
    dayWrong: 'あす以降の日付を選んでください。',
    create: 'キーを作る',
  },
}
