import { Button } from '@mantine/core'
import { IconAlertCircle, IconCloudOff, IconGitFork } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Graph } from '../../../server/engine/graph.ts'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useMe } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import { journeyKey } from '../journeys/queries.ts'
import { CompareDialog, type Version } from './compare-dialog.tsx'
import { type Journey, settleCopy } from './data.ts'
import type { Draft } from './header.tsx'
import classes from './saving-bars.module.css'

/** What stands between the drawing and the server: calm bars that stay until it is settled. */
export function SavingBars({ journey, draft }: { journey: Journey; draft: Draft }) {
  const say = useWords(words)
  const { state, saver } = draft
  return (
    <>
      {state.type === 'offline' && (
        <Bar icon={<IconCloudOff size={18} stroke={1.75} aria-hidden />} text={say.offline}>
          <Button size="xs" onClick={() => saver.save()}>
            {say.reconnect}
          </Button>
        </Bar>
      )}
      {state.type === 'refused' && (
        <Bar
          wrong
          icon={<IconAlertCircle size={18} stroke={1.75} aria-hidden />}
          text={say.refused(state.message)}
        >
          <Button size="xs" onClick={() => saver.save()}>
            {say.again}
          </Button>
        </Bar>
      )}
      <TwoVersions journey={journey} draft={draft} />
    </>
  )
}

/** Somebody else was first, now or on an earlier day: both versions wait for a choice. */
function TwoVersions({ journey, draft }: { journey: Journey; draft: Draft }) {
  const say = useWords(words)
  const queries = useQueryClient()
  const { graph, dispatch } = useEditor()
  const acts = useActs()
  const [comparing, setComparing] = useState(false)
  const { data: me } = useMe()
  const { state, saver } = draft
  const [copy] = journey.copies
  const isStale = state.type === 'stale'
  if (!isStale && !copy) return null
  const copyId = isStale ? state.copyId : copy!.id

  /** Somebody else; whoever looks may have been at it in another tab. */
  const other = (name: string) => (name === me?.member?.name ? null : name)

  /** The one in the draft now, and the one that was kept. */
  const [theirs, kept]: [Version, Version] = isStale
    ? [
        {
          ...state.theirs,
          kind: 'saved',
          by: other(state.theirs.savedBy),
          at: state.theirs.savedAt,
        },
        { graph, kind: 'screen', by: null, at: null },
      ]
    : [
        { graph, kind: 'draft', by: other(journey.savedBy), at: journey.savedAt },
        { ...copy!, kind: 'copy', by: other(copy!.savedBy), at: copy!.savedAt },
      ]

  function compare() {
    // They may have gone on since.
    void queries.invalidateQueries({ queryKey: journeyKey(journey.id) })
    setComparing(true)
  }

  async function choose(chosen: Graph) {
    const rest = chosen === theirs.graph ? kept.graph : theirs.graph
    setComparing(false)
    // The other becomes the step before, so that it is what undo brings back.
    dispatch({ type: 'replace', graph: rest })
    acts.replace(chosen)
    const title = chosen === graph ? say.stayed : say.taken
    toast({ title, undo: () => acts.replace(rest) })
    saver.settle(chosen)
    saver.change(chosen)
    await saver.save()
    if (saver.isDirty()) return
    try {
      await settleCopy(journey.id, copyId)
    } catch (error) {
      toastError(error as Error)
    }
    await queries.invalidateQueries({ queryKey: journeyKey(journey.id) })
  }

  return (
    <>
      <Bar
        icon={<IconGitFork size={18} stroke={1.75} aria-hidden />}
        text={isStale ? say.stale(theirs.by) : say.copy(kept.by)}
      >
        <Button size="xs" onClick={compare}>
          {say.compare}
        </Button>
      </Bar>
      <CompareDialog
        opened={comparing}
        onClose={() => setComparing(false)}
        draft={theirs}
        kept={kept}
        onChoose={choose}
      />
    </>
  )
}

type BarProps = { icon: ReactNode; text: string; wrong?: boolean; children: ReactNode }

function Bar({ icon, text, wrong, children }: BarProps) {
  return (
    <div className={classes.bar} data-wrong={wrong || undefined} role="status">
      {icon}
      <span className={classes.text}>{text}</span>
      {children}
    </div>
  )
}

export const words = {
  en: {
    offline: 'You are offline. Your changes are kept on this device.',
    reconnect: 'Try now',
    refused: (why: string) => `Could not save. Your changes are kept on this device. ${why}`,
    again: 'Save again',
    stale: (name: string | null) =>
      name
        ? `${name} changed this first. Both versions are kept.`
        : 'You changed this elsewhere first. Both versions are kept.',
    copy: (name: string | null) =>
      name
        ? `A version by ${name} is waiting: nobody has chosen yet.`
        : 'Another version of yours is waiting: nobody has chosen yet.',
    compare: 'Compare',
    taken: 'The other version is the draft now.',
    stayed: 'The version on your screen is the draft now.',
  },
  ja: {
    offline: 'つながりが切れています。変更はこの端末に残っています。',
    reconnect: '再接続する',
    refused: (why: string) => `保存できませんでした。変更はこの端末に残っています。${why}`,
    again: 'もう一度保存する',
    stale: (name: string | null) =>
      name
        ? `${name}さんが先に変更しています。両方の版を残しました。`
        : '別の画面で先に変更しています。両方の版を残しました。',
    copy: (name: string | null) =>
      name
        ? `${name}さんの版が残っています。どちらを使うか、まだ選ばれていません。`
        : '別の版が残っています。どちらを使うか、まだ選ばれていません。',
    compare: '見比べる',
    taken: 'もう一つの版を下書きにしました。',
    stayed: 'この画面の版を下書きにしました。',
  },
}
