import { Button } from '@mantine/core'
import { IconArchive, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Tile } from '../../parts/tile.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import {
  type Segment,
  setArchived,
  type Uses,
  useSegmentAct,
  usesQuery,
} from '../segments/queries.ts'
import { StateChip } from '../segments/state-chip.tsx'
import type { SegmentDraft } from './use-draft.ts'

type Props = { segment: Segment; draft: SegmentDraft }

/** What it is called, how many are in, saving and archiving. */
export function SegmentHead({ segment, draft }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { name, kind, count, archivedAt } = segment
  return (
    <PageHeader
      crumbs={[{ label: say.segments, to: '/segments' }]}
      picture={
        <Tile icon={IconUsersGroup} tone={kind === 'dynamic' ? 'fuji' : 'ishi'} size={44} round />
      }
      title={name}
      beside={<StateChip segment={segment} />}
      fact={say.fact(format.number(count), count)}
      acts={
        <>
          <Archive segment={segment} />
          {!archivedAt && (
            <Button
              variant="filled"
              color="moss"
              disabled={!draft.ready}
              loading={draft.saving}
              onClick={draft.save}
            >
              {say.save}
            </Button>
          )}
        </>
      }
    />
  )
}

/** Asks first, with what asks about this one: as long as other segments do, it stays. */
function Archive({ segment: { id, name, archivedAt } }: { segment: Segment }) {
  const say = useWords(words)
  const [asking, setAsking] = useState(false)
  const { data: uses, error } = useQuery({ ...usesQuery(id), enabled: asking })
  const act = useSegmentAct(id, setArchived(id))
  const turn = (archived: boolean) =>
    act.mutate(archived, {
      onSuccess: () => {
        setAsking(false)
        toast({
          title: archived ? say.archived(name) : say.restored(name),
          ...(archived && { undo: () => turn(false) }),
        })
      },
      onError: toastError,
    })
  if (archivedAt)
    return (
      <Button loading={act.isPending} onClick={() => turn(false)}>
        {say.restore}
      </Button>
    )
  return (
    <>
      <Button variant="outline" color="shu" onClick={() => setAsking(true)}>
        {say.archive}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        icon={IconArchive}
        question={say.question(name)}
        what={error ? <Wrong error={error} /> : <WhatHappens uses={uses} />}
        verb={say.archive}
        disabled={!uses || uses.segments.length > 0}
        busy={act.isPending}
        onConfirm={() => turn(true)}
      />
    </>
  )
}

/** What archiving does, and to whom; the room is kept until it is known. */
function WhatHappens({ uses }: { uses: Uses | undefined }) {
  const say = useWords(words)
  if (!uses) return <p>{'\u00a0'}</p>
  const names = (all: { name: string }[]) => all.map((each) => each.name)
  return (
    <>
      <p>{uses.segments.length > 0 ? say.used(names(uses.segments)) : say.what}</p>
      {uses.journeys.length > 0 && <p>{say.walked(names(uses.journeys))}</p>}
    </>
  )
}

export const words = {
  en: {
    segments: 'Segments',
    fact: (number: string, count: number) =>
      count === 1 ? '1 person is in.' : `${number} people are in.`,
    save: 'Save',
    archive: 'Archive',
    restore: 'Bring back',
    question: (name: string) => `Archive “${name}”?`,
    what: 'Nobody enters or leaves any more, and rules can no longer choose it. It can be brought back at any time.',
    used: (names: string[]) =>
      `These segments ask about this one: ${names.map((name) => `“${name}”`).join(', ')}. Change their conditions first.`,
    walked: (names: string[]) =>
      `These journeys ask about it, and go on with those who are in by then: ${names.map((name) => `“${name}”`).join(', ')}.`,
    archived: (name: string) => `“${name}” is archived.`,
    restored: (name: string) => `“${name}” is back.`,
  },
  ja: {
    segments: 'セグメント',
    fact: (number: string, _: number) => `${number}人が入っています。`,
    save: '保存する',
    archive: '保管する',
    restore: '元に戻す',
    question: (name: string) => `「${name}」を保管しますか`,
    what: 'だれも出入りしなくなり、条件で選べなくなります。いつでも元に戻せます。',
    used: (names: string[]) =>
      `${names.map((name) => `「${name}」`).join('')}がこのセグメントを条件に使っています。先にその条件を変えてください。`,
    walked: (names: string[]) =>
      `シナリオ${names.map((name) => `「${name}」`).join('')}もこのセグメントを条件に使っています。保管したときに入っている人のまま、分岐を続けます。`,
    archived: (name: string) => `「${name}」を保管しました。`,
    restored: (name: string) => `「${name}」を元に戻しました。`,
  },
}
