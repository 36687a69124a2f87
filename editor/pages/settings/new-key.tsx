import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { answer, api } from '../../api.ts'
import { CopyField } from '../../parts/copy-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import classes from './new-key.module.css'
import { keysQuery } from './queries.ts'

type Props = { opened: boolean; onClose: () => void }

/** Names a key, then shows it: the only time anybody can read it. */
export function NewKey({ opened, onClose }: Props) {
  const say = useWords(words)
  const formId = useId()
  const { field, values, set, check } = useFields(
    { name: '' },
    { name: (value) => (value.trim() ? null : say.nameMissing) },
  )
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => answer(api['api-keys'].$post({ json: { name: values.name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  const close = () => {
    onClose()
    set({ name: '' })
    create.reset()
  }
  if (create.data) return <ShownOnce apiKey={create.data.key} onClose={close} />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (check(event.currentTarget)) create.mutate()
  }
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={say.title}
      acts={
        <>
          <Button onClick={close}>{say.cancel}</Button>
          <Button
            type="submit"
            form={formId}
            variant="filled"
            color="moss"
            loading={create.isPending}
          >
            {say.create}
          </Button>
        </>
      }
    >
      <form id={formId} className={classes.form} noValidate onSubmit={submit}>
        <TextInput
          {...field('name')}
          label={say.name}
          description={say.nameHelp}
          data-autofocus
          autoComplete="off"
          maxLength={100}
        />
        <Wrong error={create.error} />
      </form>
    </Dialog>
  )
}

function ShownOnce({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  const say = useWords(words)
  const { origin } = window.location
  return (
    <Dialog
      opened
      onClose={onClose}
      size={560}
      title={say.made}
      acts={<Button onClick={onClose}>{say.close}</Button>}
    >
      <p>{say.once}</p>
      <div className={classes.form}>
        <CopyField label={say.key} value={apiKey} autoFocus />
        <CopyField
          label={say.example}
          value={`curl -H "Authorization: Bearer ${apiKey}" ${origin}/api/journeys`}
        />
      </div>
    </Dialog>
  )
}

export const words = {
  en: {
    title: 'New API key',
    name: 'Name',
    nameHelp: 'The program that will use it, such as “Web shop”.',
    nameMissing: 'Enter a name.',
    cancel: 'Cancel',
    create: 'Make key',
    made: 'The key is made',
    once: 'Copy it now. Only a fingerprint is kept, so nobody can show it again.',
    key: 'API key',
    example: 'To try it',
    close: 'Close',
  },
  ja: {
    title: '新しいAPIキー',
    name: '名前',
    nameHelp: '「ECサイト」のように、使うプログラムの名前を付けます。',
    nameMissing: '名前を入力してください。',
    cancel: 'やめる',
    create: 'キーを作る',
    made: 'キーを作りました',
    once: 'いまコピーしてください。照合用の値だけを保存するので、もう一度表示することはできません。',
    key: 'APIキー',
    example: '試すには',
    close: '閉じる',
  },
}
