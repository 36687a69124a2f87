import { Chip } from '../../parts/chip.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Segment } from './queries.ts'

type Props = { segment: Pick<Segment, 'state' | 'progress' | 'archivedAt'> }

/** Says what a number beside it does not yet hold; nothing where all is as it should be. */
export function StateChip({ segment: { state, progress, archivedAt } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  if (archivedAt) return <Chip tone="ishi">{say.archived}</Chip>
  if (state !== 'building') return null
  return (
    <Chip tone="kohaku" dot>
      {say.building(format.percent(Math.floor(progress * 100) / 100))}
    </Chip>
  )
}

export const words = {
  en: { archived: 'Archived', building: (share: string) => `Gathering, ${share}` },
  ja: { archived: '保管済み', building: (share: string) => `集めています ${share}` },
}
