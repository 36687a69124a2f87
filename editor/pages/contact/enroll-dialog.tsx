import { Anchor, Radio } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../../api.ts'
import { Nothing } from '../../parts/empty.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { journeysQuery, takesByHand } from '../journeys/queries.ts'
import classes from './enroll-dialog.module.css'

type Props = { contactId: number; name: string; opened: boolean; onClose: () => void }

/** Enters a contact by hand into a live journey that allows it. */
export function EnrollDialog({ contactId, name, opened, onClose }: Props) {
  const say = useWords(words)
  const client = useQueryClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, error } = useQuery({ ...journeysQuery, enabled: opened })
  const open = data?.journeys.filter(takesByHand)
  const live = data?.journeys.some(({ state }) => state === 'live')
  const enroll = useMutation({
    mutationFn: (journeyId: string) =>
      answer(
        api.journeys[':id'].enrollments.$post({ param: { id: journeyId }, json: { contactId } }),
      ),
    onSuccess: (_, journeyId) => {
      const journey = open?.find(({ id }) => String(id) === journeyId)?.name ?? ''
      toast({ title: say.done(name, journey) })
      onClose()
      return client.invalidateQueries({ queryKey: ['contact', contactId] })
    },
  })
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say.title(name)}
      note={say.note}
      verb={say.act}
      busy={enroll.isPending}
      disabled={chosen === null}
      error={enroll.error}
      onSubmit={() => chosen && enroll.mutate(chosen)}
    >
      <Wrong error={error} />
      {!data && !error && <SkeletonRows rows={2} height={44} />}
      {open?.length === 0 && (
        <Nothing>
          {live ? say.noneByHand : say.noneLive}{' '}
          <Anchor component={Link} to="/journeys" inherit>
            {say.toJourneys}
          </Anchor>
        </Nothing>
      )}
      {open && open.length > 0 && (
        <Radio.Group aria-label={say.journey} value={chosen} onChange={setChosen}>
          <div className={classes.choices}>
            {open.map(({ id, name, here }) => (
              <Radio.Card key={id} value={String(id)} className={classes.choice}>
                <Radio.Indicator color="moss" />
                <span className={classes.name}>{name}</span>
                <span className={classes.here}>{say.here(here)}</span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      )}
    </FormDialog>
  )
}

export const words = {
  en: {
    title: (name: string) => `Enter ${name} into a journey`,
    note: 'Live journeys with a by-hand trigger can be chosen. The walk begins at once.',
    journey: 'Journey',
    here: (n: number) => (n === 1 ? '1 person in it now' : `${n} people in it now`),
    noneByHand:
      'The live journeys take in only who comes by a source. Set a trigger to “By hand” and publish, and the journey can be chosen here.',
    noneLive: 'No journey is live yet. Publish one with the trigger “By hand”.',
    toJourneys: 'See the journeys',
    act: 'Enter',
    done: (name: string, journey: string) => `${name} has entered “${journey}”.`,
  },
  ja: {
    title: (name: string) => `${name}さんをシナリオに入れる`,
    note: '公開中で、開始条件が手動のシナリオを選べます。すぐに始まります。',
    journey: 'シナリオ',
    here: (n: number) => `いま${n}人`,
    noneByHand:
      '公開中のシナリオは、どれも受付口からだけ人が入ります。開始条件を「手動」にして公開すると、ここで選べます。',
    noneLive: '公開中のシナリオがまだありません。開始条件を「手動」にして公開してください。',
    toJourneys: 'シナリオを見る',
    act: '入れる',
    done: (name: string, journey: string) => `${name}さんを「${journey}」に入れました。`,
  },
}
