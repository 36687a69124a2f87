import { Button, Checkbox } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../../api.ts'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { type Choices, takenFrom } from './choices.ts'
import classes from './merge.module.css'
import type { Preview } from './queries.ts'

type Props = {
  preview: Preview
  choices: Choices
  /** What is in sight is still the answer to the question before. */
  stale: boolean
}

/** Merges, after somebody has said that they know it is for good. */
export function FinalAct({ preview, choices, stale }: Props) {
  const say = useWords(words)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [sure, setSure] = useState(false)
  const { into, from } = preview
  const merge = useMutation({
    mutationFn: () =>
      answer(
        api.contacts[':id'].merge.$post({
          param: { id: String(into.id) },
          json: { from: from.id, take: takenFrom(preview, choices) },
        }),
      ),
    onSuccess: ({ contact }) => {
      client.removeQueries({ queryKey: ['contact', from.id] })
      void client.invalidateQueries({ queryKey: ['contact', into.id] })
      void client.invalidateQueries({ queryKey: ['contacts'] })
      toast({ title: say.done(contact.name), note: contact.email })
      return navigate(`/contacts/${into.id}`, { replace: true })
    },
  })
  return (
    <div className={classes.final}>
      <Checkbox
        radius={5}
        label={say.sure}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      <Wrong error={merge.error} />
      <Button
        variant="filled"
        color="moss"
        leftSection={<IconArrowMerge size={18} stroke={1.75} aria-hidden />}
        disabled={!sure || stale}
        loading={merge.isPending}
        onClick={() => merge.mutate()}
      >
        {say.verb}
      </Button>
    </div>
  )
}

export const words = {
  en: {
    sure: 'These are one person. I know that this cannot be undone.',
    verb: 'Merge',
    done: (name: string) => `Merged. ${name} has everything of both.`,
  },
  ja: {
    sure: '2人は同じ方です。元に戻せないことを確かめました。',
    verb: '統合する',
    done: (name: string) => `統合しました。2人の記録はすべて${name}さんのものです。`,
  },
}
