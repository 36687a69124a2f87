import {
  IconAlertCircle,
  IconCircleCheck,
  IconListCheck,
  IconPlayerPause,
} from '@tabler/icons-react'
import { none } from '../../parts/data-table.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './health.module.css'
import type { JourneyRow } from './queries.ts'

/** The one thing about a journey that somebody should know: who stopped, what to check, or "in order". */
export function Health({ journey }: { journey: JourneyRow }) {
  const say = useWords(words)
  const format = useFormat()
  const { state, failed, problems, here } = journey
  const [Icon, tone, text] =
    failed > 0
      ? [IconAlertCircle, 'shu', say.failed(format.number(failed))]
      : state === 'archived'
        ? []
        : problems > 0
          ? [IconListCheck, 'ishi', say.problems(problems)]
          : state === 'paused'
            ? [IconPlayerPause, 'ishi', here > 0 ? say.paused(format.number(here)) : say.still]
            : state === 'draft'
              ? [IconListCheck, 'ishi', say.ready]
              : [IconCircleCheck, 'moss', say.live]
  if (!Icon) return none
  return (
    <span className={classes.health} style={{ color: `var(--${tone})` }}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span data-quiet={tone === 'moss' || undefined}>{text}</span>
    </span>
  )
}

export const words = {
  en: {
    failed: (n: string) => `${n} stopped`,
    problems: (n: number) => `${n} to check`,
    paused: (n: string) => `${n} held still`,
    still: 'Nobody inside',
    ready: 'Ready',
    live: 'In order',
  },
  ja: {
    failed: (n: string) => `要対応 ${n}人`,
    problems: (n: number) => `確認 ${n}件`,
    paused: (n: string) => `${n}人が停止中`,
    still: 'だれもいません',
    ready: '公開できます',
    live: '順調',
  },
}
