import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useWords } from '../../words.ts'
import type { Question } from './asking.tsx'
import type { JourneyRow } from './queries.ts'
import type { useDoings } from './use-doings.ts'

type Props = {
  journey: Pick<JourneyRow, 'state' | 'here'>
  doings: ReturnType<typeof useDoings>
  /** Asks before what is hard to undo. */
  onAsk: (question: Question) => void
}

/** Lets a journey stand still, or walk on. */
export function PauseItem({ journey: { state, here }, doings, onAsk }: Props) {
  const say = useWords(words)
  if (state === 'live') {
    return (
      <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={doings.pause}>
        {say.pause}
      </Menu.Item>
    )
  }
  if (state !== 'paused') return null
  return (
    <Menu.Item
      leftSection={<IconPlayerPlay {...icon} />}
      onClick={() => (here > 0 ? onAsk('resume') : doings.resume())}
    >
      {say.resume}
    </Menu.Item>
  )
}

/** Puts a journey away or brings it back; one that nobody ever walked can be deleted. */
export function AwayItems({
  journey: { state, here },
  published,
  doings,
  onAsk,
}: Props & { published: boolean }) {
  const say = useWords(words)
  return (
    <>
      {state === 'archived' ? (
        <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={doings.restore}>
          {say.restore}
        </Menu.Item>
      ) : (
        <Menu.Item
          leftSection={<IconArchive {...icon} />}
          onClick={() => (state === 'live' || here > 0 ? onAsk('archive') : doings.archive())}
        >
          {say.archive}
        </Menu.Item>
      )}
      {!published && (
        <Menu.Item
          data-danger
          leftSection={<IconTrash {...icon} />}
          onClick={() => onAsk('remove')}
        >
          {say.remove}
        </Menu.Item>
      )}
    </>
  )
}

const icon = { size: 15, stroke: 2, 'aria-hidden': true } as const

export const words = {
  en: {
    pause: 'Pause',
    resume: 'Resume',
    archive: 'Archive',
    restore: 'Bring back',
    remove: 'Delete',
  },
  ja: {
    pause: '一時停止する',
    resume: '再開する',
    archive: '保管する',
    restore: '保管から戻す',
    remove: '削除する',
  },
}
