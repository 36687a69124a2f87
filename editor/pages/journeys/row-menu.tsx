import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { Asking, type Question } from './asking.tsx'
import { download } from './journey-file.ts'
import { type JourneyRow, readJourney } from './queries.ts'
import { AwayItems, PauseItem } from './state-items.tsx'
import { useDoings } from './use-doings.ts'

const icon = { size: 15, stroke: 2, 'aria-hidden': true } as const

/** What can be done to a journey from the list. What is hard to undo asks first. */
export function RowMenu({ journey }: { journey: JourneyRow }) {
  const say = useWords(words)
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, name, versionNumber } = journey
  const doings = useDoings(journey)
  const stated = { journey, doings, onAsk: setQuestion }
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
          <PauseItem {...stated} />
          <AwayItems {...stated} published={versionNumber !== null} />
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
  },
  ja: {
    menu: (name: string) => `「${name}」の操作`,
    open: '開く',
    download: 'ファイルに書き出す',
  },
}
