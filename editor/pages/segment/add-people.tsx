import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'

/** So many addresses at once; a longer list goes in several. */
const AT_ONCE = 1000

/** Puts contacts into a fixed segment by their addresses; those that are nobody's stay to be looked at. */
export function AddPeople({ id, onClose }: { id: number; onClose: () => void }) {
  const say = useWords(words)
  const format = useFormat()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [left, setLeft] = useState(0)
  const add = useMutation({
    mutationFn: (addresses: string[]) => addAll(id, addresses),
    async onSuccess({ added, unknown }) {
      toast({ title: say.added(format.number(added), added) })
      setText(unknown.join('\n'))
      setLeft(unknown.length)
      if (unknown.length === 0) onClose()
      await client.invalidateQueries({ queryKey: ['segment', id] })
    },
  })
  const addresses = addressesIn(text)
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={say.title}
      verb={say.act}
      busy={add.isPending}
      error={add.error}
      disabled={addresses.length === 0}
      onSubmit={() => add.mutate(addresses)}
    >
      <Textarea
        label={say.addresses}
        description={say.note}
        placeholder={'hana@example.jp\nren@example.jp'}
        autosize
        minRows={6}
        maxRows={14}
        data-autofocus
        value={text}
        error={left > 0 ? say.unknown(format.number(left)) : null}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setLeft(0)
        }}
      />
    </FormDialog>
  )
}

/** Each once, however they were parted. Pure. */
const addressesIn = (text: string) => [...new Set(text.split(/[\s,;、，；]+/).filter(Boolean))]

async function addAll(id: number, addresses: string[]) {
  const param = { id: String(id) }
  const told = { added: 0, unknown: [] as string[] }
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const json = { addresses: addresses.slice(at, at + AT_ONCE) }
    const { added, unknown } = await answer(api.segments[':id'].addresses.$post({ param, json }))
    told.added += added
    told.unknown.push(...unknown)
  }
  return told
}

export const words = {
  en: {
    title: 'Add people',
    addresses: 'Mail addresses',
    note: 'One a line, or parted by commas or spaces. They must be contacts already.',
    act: 'Add',
    added: (number: string, count: number) =>
      count === 1 ? '1 person added.' : `${number} people added.`,
    unknown: (number: string) =>
      `${number} left here are no contact's addresses. Mend them, or add them as contacts first.`,
  },
  ja: {
    title: '人を加える',
    addresses: 'メールアドレス',
    note: '1行に1件、または「,」や空白で区切ります。すでにコンタクトにある方だけを加えます。',
    act: '加える',
    added: (number: string, _: number) => `${number}人を加えました。`,
    unknown: (number: string) =>
      `ここに残った${number}件は、コンタクトにありません。直すか、先にコンタクトに追加してください。`,
  },
}
