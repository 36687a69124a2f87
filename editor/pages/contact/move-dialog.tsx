import { Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { answer, api } from '../../api.ts'
import { initial } from '../../parts/avatar.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { MiniPath } from '../../parts/mini-path.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import classes from './move-dialog.module.css'
import { nodeWords } from './node-words.ts'
import { placesIn } from './places.ts'
import { type Contact, useTelling } from './queries.ts'
import { useWalkChoice } from './use-walk-choice.ts'
import { WalkSelect } from './walk-select.tsx'

type Props = {
  contact: Contact
  walks: Walk[]
  /** The walk it began from; null: from none of them. */
  first: number | null
  opened: boolean
  onClose: () => void
}

/** Moves a contact to another stone of the journey it walks: picked in the picture or in the list. */
export function MoveDialog({ contact, walks, first, opened, onClose }: Props) {
  const say = useWords(words)
  const telling = useTelling(walks)
  const choice = useWalkChoice(walks, first, opened)
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { walk } = choice
  const { name } = contact
  const places = walk ? placesIn(walk, telling) : []
  const target = places.find(({ nodeId }) => nodeId === to)
  const close = () => {
    setTo(null)
    setReason('')
    onClose()
  }
  const move = useMove(contact, close)
  const title = (nodeId: string) =>
    (walk && nodeWords(walk.graph, nodeId, telling)?.title) ?? nodeId
  return (
    <FormDialog
      opened={opened}
      onClose={() => {
        move.reset()
        close()
      }}
      title={say.title(name)}
      size={760}
      note={say.note}
      verb={say.act}
      busy={move.isPending}
      error={move.error}
      disabled={!target || reason.trim() === ''}
      onSubmit={() => walk && target && move.mutate({ walk, to: target, reason: reason.trim() })}
    >
      <div className={classes.sides}>
        <div className={classes.fields}>
          <WalkSelect {...choice} />
          <p className={classes.here}>{walk && say.here(title(walk.nodeId))}</p>
          <Select
            label={say.to}
            placeholder={say.choose}
            searchable
            data={places.map(({ nodeId, label }) => ({ value: nodeId, label }))}
            value={target?.nodeId ?? null}
            onChange={setTo}
          />
          {target && (
            <p className={classes.well} data-soon={target.type === 'send' || undefined}>
              {target.type === 'send' ? say.sends(target.title) : say.goesOn(target.title)}
            </p>
          )}
          <Textarea
            label={say.reason}
            description={say.kept}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
        {walk && (
          <div className={classes.ground}>
            <MiniPath
              graph={walk.graph}
              lived={{ path: walk.path, here: walk.nodeId }}
              token={initial(name)}
              label={say.picture(walk.journeyName)}
              nameOf={title}
              pointed={target?.nodeId ?? null}
              onPick={setTo}
              pickable={(id) => places.some(({ nodeId }) => nodeId === id)}
            />
          </div>
        )}
      </div>
    </FormDialog>
  )
}

type Move = { walk: Walk; to: { nodeId: string; title: string }; reason: string }

function useMove({ id, name }: Contact, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['contact', id] })
  return useMutation({
    mutationFn: ({ walk, to, reason }: Move) =>
      answer(
        api.enrollments[':id'].place.$put({
          param: { id: String(walk.enrollmentId) },
          json: { nodeId: to.nodeId, seq: walk.seq, reason },
        }),
      ),
    onSuccess: (_, { to }) => {
      done()
      toast({ title: say.done(name, to.title) })
      return again()
    },
    // Whoever has walked on stands elsewhere now: show where.
    onError: again,
  })
}

export const words = {
  en: {
    title: (name: string) => `Move ${name} within the journey`,
    note: 'The walk goes on from the step you choose, at once. Mail that waits to be sent is called back.',
    here: (title: string) => `Stands at “${title}” now.`,
    to: 'Move to',
    choose: 'Pick a step here or in the picture',
    sends: (title: string) => `“${title}” is sent as soon as you move them.`,
    goesOn: (title: string) => `The walk goes on at “${title}”.`,
    reason: 'Reason',
    kept: 'Stands on the timeline and in the audit log, with your name.',
    picture: (journey: string) => `“${journey}”: pick the step to move to`,
    act: 'Move',
    done: (name: string, title: string) => `${name} has been moved to “${title}”.`,
  },
  ja: {
    title: (name: string) => `${name}さんをシナリオの中で移す`,
    note: '選んだステップから、すぐに進みます。送信待ちのメールは取りやめます。',
    here: (title: string) => `いま「${title}」にいます。`,
    to: '移す先',
    choose: 'ここか図からステップを選ぶ',
    sends: (title: string) => `移すと、「${title}」がすぐに送られます。`,
    goesOn: (title: string) => `「${title}」から進みます。`,
    reason: '理由',
    kept: 'あなたの名前とともに、履歴と操作の記録に残ります。',
    picture: (journey: string) => `「${journey}」：移す先のステップを選んでください`,
    act: '移す',
    done: (name: string, title: string) => `${name}さんを「${title}」に移しました。`,
  },
}
