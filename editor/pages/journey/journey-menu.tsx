import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconUpload, IconUserPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { nodeTypes } from '../../../server/engine/nodes/index.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { useWords } from '../../words.ts'
import { Asking, type Question } from '../journeys/asking.tsx'
import { download } from '../journeys/journey-file.ts'
import { AwayItems, PauseItem } from '../journeys/state-items.tsx'
import { useDoings } from '../journeys/use-doings.ts'
import type { Journey } from './data.ts'
import { EnterDialog } from './enter-dialog.tsx'
import { useImport } from './use-import.tsx'

const icon = { size: 15, stroke: 2, 'aria-hidden': true } as const

/** What else can be done to the journey. What is hard to undo asks first. */
export function JourneyMenu({ journey }: { journey: Journey }) {
  const say = useWords(words)
  const { graph, counts } = useEditor()
  const [question, setQuestion] = useState<Question | null>(null)
  const [entering, setEntering] = useState(false)
  const navigate = useNavigate()
  const doings = useDoings(journey, () => navigate('/journeys'))
  const { take, refused } = useImport()
  const file = useRef<HTMLInputElement>(null)
  const { name, state, version } = journey
  const here = counts ? counts.entered - counts.ended : 0
  const byHand = version?.graph.nodes.some(
    (node) => nodeTypes[node.type]?.begins?.(node.data)?.by === 'hand',
  )
  const stated = { journey: { state, here }, doings, onAsk: setQuestion }
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={say.menu}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {byHand && state === 'live' && (
            <>
              <Menu.Item leftSection={<IconUserPlus {...icon} />} onClick={() => setEntering(true)}>
                {say.enter}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <PauseItem {...stated} />
          <Menu.Item leftSection={<IconDownload {...icon} />} onClick={() => download(name, graph)}>
            {say.download}
          </Menu.Item>
          <Menu.Item leftSection={<IconUpload {...icon} />} onClick={() => file.current?.click()}>
            {say.upload}
          </Menu.Item>
          <Menu.Divider />
          <AwayItems {...stated} published={version !== null} />
        </Menu.Dropdown>
      </Menu>
      <Asking
        journey={{ name, here, stones: graph.nodes.length }}
        question={question}
        onClose={() => setQuestion(null)}
        onYes={(doing) => doings[doing]()}
      />
      {/* Outside of the menu, which closes before the file is chosen. */}
      <input
        ref={file}
        type="file"
        hidden
        accept="application/json,.json"
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0] ?? null)
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <EnterDialog journeyId={journey.id} opened={entering} onClose={() => setEntering(false)} />
      {refused}
    </>
  )
}

export const words = {
  en: {
    menu: 'More to do with this journey',
    enter: 'Enter a contact by hand',
    download: 'Export as a file',
    upload: 'Import from a file',
  },
  ja: {
    menu: 'このシナリオの操作',
    enter: '手動で人を入れる',
    download: 'ファイルに書き出す',
    upload: 'ファイルから読み込む',
  },
}
