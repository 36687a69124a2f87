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
import { toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { Asking, type Question } from './asking.tsx'
import { download } from './journey-file.ts'
import { type JourneyRow, readJourney } from './queries.ts'
import { useDoings } from './use-doings.ts'

const icon = { size: 15, stroke: 2, 'aria-hidden': true } as const

/** What can be done to a journey from the list. What is hard to undo asks first. */
export function RowMenu({ journey }: { journey: JourneyRow }) {
  const say = useWords(words)
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, name, state, here, versionNumber } = journey
  const doings = useDoings(journey)
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
            <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={doings.pause}>
              {say.pause}
            </Menu.Item>
          )}
          {state === 'paused' && (
            <Menu.Item
              leftSection={<IconPlayerPlay {...icon} />}
              onClick={() => (here > 0 ? setQuestion('resume') : doings.resume())}
            >
              {say.resume}
            </Menu.Item>
          )}
          {state === 'archived' ? (
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={doings.restore}>
              {say.restore}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconArchive {...icon} />}
              onClick={() =>
                state === 'live' || here > 0 ? setQuestion('archive') : doings.archive()
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
        onYes={(doing) => doings[doing]()}
      />
    </>
  )
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
  },
}
