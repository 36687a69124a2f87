import { Button } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { differences } from '../../canvas/differences.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { journeyKey } from '../journeys/queries.ts'
import type { Journey } from './data.ts'
import type { Draft } from './header.tsx'
import { MendDialog } from './mend-dialog.tsx'
import { WhatPublishes } from './what-publishes.tsx'

/** The one green act: makes the draft what people walk, after saying what that does. */
export function PublishButton({ journey, draft }: { journey: Journey; draft: Draft }) {
  const say = useWords(words)
  const { graph, problems } = useEditor()
  const [asking, setAsking] = useState(false)
  const publish = usePublish(journey, draft)
  const { name, state, version } = journey
  if (state === 'archived') return null
  const changes = version ? differences(version.graph, graph).count : null
  const next = (version?.number ?? 0) + 1
  return (
    <>
      <Button
        variant="filled"
        color="moss"
        disabled={changes === 0 || graph.nodes.length === 0}
        title={changes === 0 ? say.unchanged : undefined}
        onClick={() => setAsking(true)}
      >
        {version ? say.publishChanges : say.publish}
      </Button>
      {problems.length > 0 ? (
        <MendDialog opened={asking} onClose={() => setAsking(false)} />
      ) : (
        <ConfirmDialog
          opened={asking}
          onClose={() => setAsking(false)}
          tone="moss"
          icon={IconRocket}
          question={version ? say.askChanges(name, next) : say.ask(name)}
          what={<WhatPublishes journey={journey} changes={changes} />}
          verb={version ? say.publishNumber(next) : say.publish}
          busy={publish.isPending}
          onConfirm={() => publish.mutate(undefined, { onSettled: () => setAsking(false) })}
        />
      )}
    </>
  )
}

function usePublish({ id, state }: Journey, { saver }: Draft) {
  const say = useWords(words)
  const queries = useQueryClient()
  return useMutation({
    async mutationFn() {
      await saver.save()
      if (saver.isDirty()) throw new Error(say.saveFirst)
      const json = { revision: saver.revision() }
      return answer(api.journeys[':id'].publication.$post({ param: { id: String(id) }, json }))
    },
    async onSuccess({ number }) {
      await queries.invalidateQueries({ queryKey: journeyKey(id) })
      void queries.invalidateQueries({ queryKey: ['journeys'] })
      toast({
        title: say.published(number),
        note: state === 'paused' ? say.stillPaused : say.fromNow,
      })
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    publish: 'Publish',
    publishChanges: 'Publish changes',
    publishNumber: (number: number) => `Publish v${number}`,
    unchanged: 'Nothing has changed since the last publication.',
    ask: (name: string) => `Publish “${name}”?`,
    askChanges: (name: string, number: number) => `Publish the changes to “${name}” as v${number}?`,
    saveFirst: 'The draft is not saved yet, so it was not published. Save it first.',
    published: (number: number) => `Published v${number}.`,
    fromNow: 'Whoever comes in from now on walks this version.',
    stillPaused: 'The journey is still paused. Resume it to let people walk.',
  },
  ja: {
    publish: '公開する',
    publishChanges: '変更を公開する',
    publishNumber: (number: number) => `v${number}を公開する`,
    unchanged: '前に公開したときから変わっていません。',
    ask: (name: string) => `「${name}」を公開しますか`,
    askChanges: (name: string, number: number) => `「${name}」の変更をv${number}として公開しますか`,
    saveFirst: '下書きがまだ保存されていないため、公開していません。先に保存してください。',
    published: (number: number) => `v${number}を公開しました。`,
    fromNow: 'これから入る人が、この版を歩きます。',
    stillPaused: 'シナリオは一時停止中のままです。再開すると、人が進みはじめます。',
  },
}
