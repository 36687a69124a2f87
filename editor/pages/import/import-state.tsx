import { Chip } from '../../parts/chip.tsx'
import type { Tone } from '../../theme.ts'
import { useWords } from '../../words.ts'
import type { Import } from './queries.ts'

type State = Import['state']

export function ImportState({ state }: { state: State }) {
  const say = useWords(words)
  return (
    <Chip tone={tones[state]} dot={state === 'running' || state === 'undoing'}>
      {say[state]}
    </Chip>
  )
}

const tones: Record<State, Tone> = {
  uploading: 'ishi',
  ready: 'kohaku',
  waiting: 'kohaku',
  running: 'kohaku',
  done: 'moss',
  cancelled: 'ishi',
  failed: 'shu',
  undoing: 'kohaku',
  undone: 'ishi',
}

export const words = {
  en: {
    uploading: 'Coming in',
    ready: 'To be checked',
    waiting: 'Waiting',
    running: 'Running',
    done: 'Done',
    cancelled: 'Stopped',
    failed: 'Stands still',
    undoing: 'Being undone',
    undone: 'Undone',
  },
  ja: {
    uploading: '受信中',
    ready: '確認待ち',
    waiting: '順番待ち',
    running: '取り込み中',
    done: '完了',
    cancelled: '中止',
    failed: '停止中',
    undoing: '取り消し中',
    undone: '取り消し済み',
  },
}
