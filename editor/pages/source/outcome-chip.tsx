import { IconCheck, IconClock, IconX } from '@tabler/icons-react'
import { Chip } from '../../parts/chip.tsx'
import { useWords } from '../../words.ts'
import type { RequestRow } from './queries.ts'

/** What became of a post, in a word. */
export function OutcomeChip({ outcome }: Pick<RequestRow, 'outcome'>) {
  const say = useWords(words)
  const [tone, icon] = faces[outcome]
  return (
    <Chip tone={tone} icon={icon}>
      {say[outcome]}
    </Chip>
  )
}

const faces = {
  accepted: ['moss', IconCheck],
  refused: ['shu', IconX],
  pending: ['kohaku', IconClock],
} as const

export const words = {
  en: { accepted: 'Accepted', refused: 'Refused', pending: 'In line' },
  ja: { accepted: '受付済み', refused: '断りました', pending: '処理待ち' },
}
