import {
  IconCloudCheck,
  IconCloudExclamation,
  IconCloudOff,
  IconCloudUp,
} from '@tabler/icons-react'
import type { SaveState } from '../../canvas/saver.ts'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './saved-state.module.css'

const icons = {
  saved: IconCloudCheck,
  waiting: IconCloudUp,
  saving: IconCloudUp,
  offline: IconCloudOff,
  refused: IconCloudExclamation,
  stale: IconCloudExclamation,
}

/** Whether the server has what is on the screen. */
export function SavedState({ state }: { state: SaveState }) {
  const say = useWords(words)
  const format = useFormat()
  const Icon = icons[state.type]
  return (
    <span className={classes.state} data-state={state.type} role="status">
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>{state.type === 'saved' ? say.saved(format.time(state.at)) : say[state.type]}</span>
    </span>
  )
}

export const words = {
  en: {
    saved: (time: string) => `Saved ${time}`,
    waiting: 'Saving…',
    saving: 'Saving…',
    offline: 'Kept on this device',
    refused: 'Not saved',
    stale: 'Two versions',
  },
  ja: {
    saved: (time: string) => `${time}に保存しました`,
    waiting: '保存しています…',
    saving: '保存しています…',
    offline: 'この端末に残しています',
    refused: '保存できていません',
    stale: '2つの版があります',
  },
}
