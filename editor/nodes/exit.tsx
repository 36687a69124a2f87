import { TextInput } from '@mantine/core'
import { IconDoorExit } from '@tabler/icons-react'
import type { ExitData } from '../../server/engine/nodes/exit.ts'
import { useWords } from '../words.ts'
import type { Face, FormProps } from './face.ts'

export const exit: Face<ExitData> = {
  tone: 'ishi',
  shape: 'sunk',
  letter: 'e',
  icon: () => IconDoorExit,
  words: {
    en: {
      kind: 'Exit',
      hint: 'The walk ends here',
      title: ({ name }) => name || 'Ends here',
      summary: () => '',
      meaning: () => ({
        sentence: 'Whoever comes here has finished.',
        note: 'No further mail of this journey is sent to them.',
      }),
      out: () => null,
    },
    ja: {
      kind: '終了',
      hint: 'ここでシナリオが終わります',
      title: ({ name }) => name || 'ここで終わる',
      summary: () => '',
      meaning: () => ({
        sentence: 'ここに着いた人は、このシナリオを終えます。',
        note: 'このシナリオのメールは、もう送られません。',
      }),
      out: () => null,
    },
  },
  Form,
}

function Form({ data, change }: FormProps<ExitData>) {
  const say = useWords(words)
  return (
    <TextInput
      label={say.name}
      placeholder={say.example}
      maxLength={200}
      value={data.name}
      onChange={(event) => change({ name: event.currentTarget.value })}
    />
  )
}

export const words = {
  en: { name: 'Name', example: 'e.g. On to the regular list' },
  ja: { name: '名前', example: '例：通常配信へ' },
}
