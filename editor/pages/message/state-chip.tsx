import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconInbox,
  IconMailOff,
  IconQuestionMark,
} from '@tabler/icons-react'
import { stateWord } from '../../../server/words/messages.ts'
import { Chip } from '../../parts/chip.tsx'
import type { Tone } from '../../theme.ts'
import { useLanguage } from '../../words.ts'

/** A mail's state as a chip. */
export function StateChip({ state }: { state: string }) {
  const language = useLanguage()
  const [tone, icon] = faces[state] ?? ['ishi', IconClock]
  return (
    <Chip tone={tone} icon={icon}>
      {stateWord(state, language)}
    </Chip>
  )
}

const faces: Record<string, [tone: Tone, icon: Icon]> = {
  sent: ['moss', IconCheck],
  caught: ['ai', IconInbox],
  queued: ['ishi', IconClock],
  claimed: ['ishi', IconClock],
  sending: ['ishi', IconClock],
  deferred: ['kohaku', IconClock],
  held: ['kohaku', IconClock],
  unknown: ['kohaku', IconQuestionMark],
  suppressed: ['ishi', IconMailOff],
  skipped: ['ishi', IconMailOff],
  expired: ['ishi', IconMailOff],
  rejected: ['shu', IconAlertTriangle],
  failed: ['shu', IconAlertTriangle],
}
