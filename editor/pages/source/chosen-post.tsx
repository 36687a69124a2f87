import { Select } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { useRequests } from './queries.ts'
import { Paste } from './trial.tsx'

/** The post that settings are tried on: one of the last, the latest until another is chosen, or a pasted one. */
export function useChosenPost(sourceId: number) {
  const [chosen, choose] = useState<number | null>(null)
  const [pasted, paste] = useState('')
  const recent = useRequests(sourceId).data?.pages[0]?.requests.slice(0, 20) ?? []
  // What was chosen stays chosen while others come in.
  const id = chosen ?? recent[0]?.id ?? null
  const post = pasted.trim() ? { body: pasted.trim() } : id === null ? null : { requestId: id }
  return { post, id, choose, pasted, paste, recent }
}

/** Chooses it. */
export function ChoosePost({
  id,
  choose,
  pasted,
  paste,
  recent,
}: ReturnType<typeof useChosenPost>) {
  const say = useWords(words)
  const format = useFormat()
  const options = recent.map((each) => ({
    value: String(each.id),
    label: `${format.moment(each.receivedAt)}  ${each.email ?? each.message ?? ''}`,
  }))
  const listed = recent.some((each) => each.id === id)
  return (
    <>
      {recent.length > 0 && (
        <Select
          label={say.label}
          data={
            id === null || listed ? options : [...options, { value: String(id), label: `#${id}` }]
          }
          value={id === null ? null : String(id)}
          allowDeselect={false}
          disabled={pasted.trim() !== ''}
          onChange={(value) => choose(Number(value))}
        />
      )}
      <Paste value={pasted} onChange={paste} />
    </>
  )
}

export const words = {
  en: { label: 'One of the last posts' },
  ja: { label: '最近届いたもの' },
}
