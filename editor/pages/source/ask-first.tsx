import { Button, NumberInput, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import type { Source } from './queries.ts'
import page from './source.module.css'

const route = api.sources[':id'].confirmation
const read = (id: number) => answer(route.$get({ param: { id: String(id) } }))
type Confirmation = Awaited<ReturnType<typeof read>>

/** Double opt-in: whether people are asked by mail if it was them, and the mail that asks. */
export function AskFirst({ source: { id } }: { source: Source }) {
  const say = useWords(words)
  const query = useQuery({ queryKey: ['source', id, 'confirmation'], queryFn: () => read(id) })
  return (
    <Card title={say.title} note={say.note}>
      {query.data ? (
        <Editor key={id} id={id} before={query.data} />
      ) : query.error ? (
        <ErrorBox error={query.error} retry={() => void query.refetch()} />
      ) : (
        <SkeletonRows rows={3} height={44} />
      )}
    </Card>
  )
}

function Editor({ id, before }: { id: number; before: Confirmation }) {
  const say = useWords(words)
  const client = useQueryClient()
  const [wanted, setWanted] = useState(before)
  const change = (part: Partial<Confirmation>) => setWanted({ ...wanted, ...part })
  const save = useMutation({
    mutationFn: (json: Confirmation) => answer(route.$put({ param: { id: String(id) }, json })),
    onSuccess(saved) {
      client.setQueryData(['source', id, 'confirmation'], saved)
      setWanted(saved)
      toast({ title: saved.on ? say.savedOn : say.savedOff })
    },
  })
  return (
    <div className={page.stack}>
      <Switch
        label={say.on}
        checked={wanted.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {wanted.on && (
        <>
          <TextInput
            label={say.subject}
            value={wanted.subject}
            maxLength={500}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={say.text}
            description={say.textNote}
            value={wanted.text}
            autosize
            minRows={8}
            maxLength={20_000}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <NumberInput
            label={say.hours}
            value={wanted.hours}
            min={1}
            max={720}
            allowDecimal={false}
            w={160}
            onChange={(value) => change({ hours: Number(value) || 72 })}
          />
        </>
      )}
      <Wrong error={save.error} />
      <Button
        className={page.save}
        disabled={JSON.stringify(wanted) === JSON.stringify(before)}
        loading={save.isPending}
        onClick={() => save.mutate(wanted)}
      >
        {say.save}
      </Button>
    </div>
  )
}

export const words = {
  en: {
    title: 'Ask by mail first (double opt-in)',
    note: 'Whoever fills in the form gets a mail with a link. Only when they press the button behind it are consent and answers recorded, and only then do they enter a journey.',
    on: 'Ask by mail whether it was them',
    subject: 'Subject',
    text: 'Text',
    textNote: 'Liquid. {{ payload.confirm_url }} is the link and must stand in it.',
    hours: 'The link works for (hours)',
    save: 'Save this',
    savedOn: 'Saved. From the next sign-up on people are asked first.',
    savedOff: 'Saved. Sign-ups count at once.',
  },
  ja: {
    title: 'メールで本人に確かめる（ダブルオプトイン）',
    note: 'フォームに入力した方に、リンクの付いたメールを送ります。リンクの先のボタンを押すまで、同意も入力内容も記録せず、シナリオにも入りません。',
    on: 'メールで本人に確かめる',
    subject: '件名',
    text: '本文',
    textNote: 'Liquidで書けます。{{ payload.confirm_url }}が確認のリンクで、必ず入れます。',
    hours: 'リンクの期限（時間）',
    save: 'これを保存',
    savedOn: '保存しました。次の登録から、先にメールで確かめます。',
    savedOff: '保存しました。登録はすぐに有効になります。',
  },
}
