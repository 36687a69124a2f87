import { useWords } from '../words.ts'
import { Chip } from './chip.tsx'

export type JourneyState = 'draft' | 'live' | 'paused' | 'archived'

/** What a journey is doing: a dot when it runs, the version where there is room. */
export function JourneyChip({ state, version }: { state: JourneyState; version?: number | null }) {
  const say = useWords(words)
  return (
    <Chip tone={state === 'live' ? 'moss' : 'ishi'} dot={state === 'live'}>
      {say[state]}
      {version ? ` v${version}` : null}
    </Chip>
  )
}

export const words = {
  en: { draft: 'Draft', live: 'Live', paused: 'Paused', archived: 'Archived' },
  ja: { draft: '下書き', live: '公開中', paused: '一時停止', archived: '保管済み' },
}
