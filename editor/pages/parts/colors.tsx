import { IconFlag3 } from '@tabler/icons-react'
import { Chip } from '../../parts/chip.tsx'
import { JourneyChip } from '../../parts/journey-chip.tsx'
import { Card } from '../../parts/page-body.tsx'
import { Tile } from '../../parts/tile.tsx'
import { tones } from '../../theme.ts'
import { useWords } from '../../words.ts'
import classes from './colors.module.css'

/** What each color means, and both gardens side by side whatever the scheme. */
export function Colors() {
  const say = useWords(words)
  return (
    <Card title={say.title}>
      <div className={classes.chips}>
        {tones.map((tone) => (
          <Chip key={tone} tone={tone}>
            {say[tone]}
          </Chip>
        ))}
        <JourneyChip state="live" version={7} />
        <JourneyChip state="paused" version={2} />
        <JourneyChip state="draft" />
        <JourneyChip state="archived" />
      </div>
      <div className={classes.gardens}>
        {(['light', 'dark'] as const).map((scheme) => (
          <div key={scheme} className={classes.garden} data-mantine-color-scheme={scheme}>
            <div className={classes.card}>
              <h3>{say[scheme]}</h3>
              <p>
                {say.text} <span className={classes.note}>{say.note}</span>
              </p>
            </div>
            {tones.map((tone) => (
              <Tile key={tone} tone={tone} icon={IconFlag3} size={30} round />
            ))}
          </div>
        ))}
      </div>
    </Card>
  )
}

export const words = {
  en: {
    title: 'Colors',
    moss: 'Path and goal',
    ai: 'Mail',
    kohaku: 'Waiting',
    fuji: 'Branch',
    shu: 'Problem',
    ishi: 'Ended',
    light: 'Garden by day',
    dark: 'Garden by night',
    text: 'Text',
    note: 'Note',
  },
  ja: {
    title: '色',
    moss: '苔　進む道',
    ai: '藍　メール',
    kohaku: '琥珀　待つ',
    fuji: '藤　分かれる',
    shu: '朱　問題',
    ishi: '石　終わる',
    light: '明るい庭',
    dark: '夜の庭',
    text: '本文',
    note: '補足',
  },
}
