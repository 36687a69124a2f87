import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { type Duration, later } from '../../server/engine/schedule.ts'
import { formatter } from '../format.ts'
import { useZone } from '../shell/me.ts'
import { useLanguage, useWords } from '../words.ts'
import classes from './next-times.module.css'

/** When people who arrive here on the next five days move on, by the engine's own reckoning. */
export function NextTimes({ wait }: { wait: Duration }) {
  const say = useWords(words)
  const language = useLanguage()
  const account = useZone()
  const [shown, setShown] = useState<'account' | 'utc'>('account')
  const zone = shown === 'account' ? account : 'UTC'
  const format = formatter(language, zone)
  const [now] = useState(() => Temporal.Now.instant())
  const rows = nextArrivals(now, account).map((arrives) => {
    const leaves = later(arrives, wait, account)
    return { arrives: format.dateTime(arrives), leaves: format.dateTime(leaves) }
  })
  return (
    <section className={classes.times} aria-label={say.title}>
      <div className={classes.head}>
        <h3 className={classes.title}>{say.title}</h3>
        <SegmentedControl
          size="xs"
          aria-label={say.zone}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'account', label: say.account },
            { value: 'utc', label: 'UTC' },
          ]}
        />
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{say.arrives}</th>
            <td />
            <th scope="col">{say.leaves}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ arrives, leaves }) => (
            <tr key={arrives}>
              <td>{arrives}</td>
              <td className={classes.arrow}>→</td>
              <td className={classes.leaves}>{leaves}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>{say.note(account)}</p>
    </section>
  )
}

/** This minute, today and on the four days that follow, by the account's clock. Pure. */
function nextArrivals(now: Temporal.Instant, zone: string): Temporal.Instant[] {
  const first = now
    .toZonedDateTimeISO(zone)
    .with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  return [0, 1, 2, 3, 4].map((days) => first.add({ days }).toInstant())
}

export const words = {
  en: {
    title: 'Next five times',
    zone: 'Times shown in',
    account: 'Account',
    arrives: 'Arrives here',
    leaves: 'Moves on',
    note: (zone: string) =>
      `For a contact in ${zone}. Someone who lives elsewhere waits by the clock there.`,
  },
  ja: {
    title: '次の5回',
    zone: '表示するタイムゾーン',
    account: 'アカウント',
    arrives: 'ここに着く時刻',
    leaves: '次へ進む時刻',
    note: (zone: string) => `${zone}の人の場合です。ほかの地域の人は、その土地の時計で待ちます。`,
  },
}
