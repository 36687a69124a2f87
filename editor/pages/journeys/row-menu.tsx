import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconDots,
  IconDownload,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { Asking, type Question } from './asking.tsx'
import { download } from './journey-file.ts'
import { type JourneyRow, readJourney, useCreate, useDo } from './queries.ts'

const icon = { size: 15, stroke: 2, 'aria-hidden': true } as const

/** What can be done to a journey from the list. What is hard to undo asks first. */
export function RowMenu({ journey }: { journey: JourneyRow }) {
  const say = useWords(words)
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, name, state, here, versionNumber } = journey
  const { now, remove } = useActs(journey)
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={say.menu(name)}>
            <IconDots size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/journeys/${id}`} leftSection={<IconPencil {...icon} />}>
            {say.open}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload {...icon} />} onClick={() => keep(id)}>
            {say.download}
          </Menu.Item>
          <Menu.Divider />
          {state === 'live' && (
            <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={() => now('pause')}>
              {say.pause}
            </Menu.Item>
          )}
          {state === 'paused' && (
            <Menu.Item
              leftSection={<IconPlayerPlay {...icon} />}
              onClick={() => (here > 0 ? setQuestion('resume') : now('resume'))}
            >
              {say.resume}
            </Menu.Item>
          )}
          {state === 'archived' ? (
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={() => now('restore')}>
              {say.restore}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconArchive {...icon} />}
              onClick={() =>
                state === 'live' || here > 0 ? setQuestion('archive') : now('archive')
              }
            >
              {say.archive}
            </Menu.Item>
          )}
          {versionNumber === null && (
            <Menu.Item
              data-danger
              leftSection={<IconTrash {...icon} />}
              onClick={() => setQuestion('remove')}
            >
              {say.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Asking
        journey={journey}
        question={question}
        onClose={() => setQuestion(null)}
        onYes={(doing) => (doing === 'remove' ? remove() : now(doing))}
      />
    </>
  )
}

function useActs({ id, name, state }: JourneyRow) {
  const say = useWords(words)
  const { mutate, mutateAsync } = useDo()
  const create = useCreate()
  /** Does it at once and says so; where it has an opposite, offers it. */
  const now = (doing: Exclude<Question, 'remove'> | 'pause' | 'restore') => {
    const back = { pause: 'resume', archive: state === 'draft' ? 'restore' : null } as const
    const undo = doing === 'pause' || doing === 'archive' ? back[doing] : null
    mutate(
      { id, doing },
      {
        onSuccess: () =>
          toast({
            title: say.done[doing](name),
            note: doing === 'pause' ? say.stay : undefined,
            undo: undo ? () => mutate({ id, doing: undo }) : undefined,
          }),
      },
    )
  }
  /** A draft comes back as a new journey with the same name and graph. */
  const remove = async () => {
    try {
      const { draft } = await readJourney(id)
      await mutateAsync({ id, doing: 'remove' })
      const undo = () => create.mutate({ name, graph: draft }, { onError: toastError })
      toast({ title: say.done.remove(name), undo })
    } catch {
      // `useDo` has said why; a journey that cannot be read is gone already.
    }
  }
  return { now, remove }
}

async function keep(id: number) {
  try {
    const { name, draft } = await readJourney(id)
    download(name, draft)
  } catch (error) {
    toastError(error as Error)
  }
}

export const words = {
  en: {
    menu: (name: string) => `What to do with “${name}”`,
    open: 'Open',
    download: 'Export as a file',
    pause: 'Pause',
    resume: 'Resume',
    archive: 'Archive',
    restore: 'Bring back',
    remove: 'Delete',
    stay: 'Everybody stays where they are.',
    done: {
      pause: (name: string) => `Paused “${name}”`,
      resume: (name: string) => `“${name}” goes on`,
      archive: (name: string) => `Archived “${name}”`,
      restore: (name: string) => `Brought back “${name}”`,
      remove: (name: string) => `Deleted “${name}”`,
    },
  },
  ja: {
    menu: (name: string) => `「${name}」の操作`,
    open: '開く',
    download: 'ファイルに書き出す',
    pause: '一時停止する',
    resume: '再開する',
    archive: '保管する',
    restore: '保管から戻す',
    remove: '削除する',
    stay: '全員がその場で待ちます。',
    done: {
      pause: (name: string) => `「${name}」を一時停止しました`,
      resume: (name: string) => `「${name}」を再開しました`,
      archive: (name: string) => `「${name}」を保管しました`,
      restore: (name: string) => `「${name}」を保管から戻しました`,
      remove: (name: string) => `「${name}」を削除しました`,
    },
  },
}
