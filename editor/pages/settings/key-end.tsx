import { SegmentedControl, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Field } from '../../nodes/field.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useZone } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import classes from './new-key.module.css'

export const ends = ['30', '90', '365', 'day', 'never'] as const
export type End = (typeof ends)[number]

type Props = {
  end: End
  onEnd: (end: End) => void
  /** The last day, where one's own is chosen: 2027-03-31. */
  day: string
  onDay: (day: string) => void
  error: string | null
}

/** Until when a key opens: for a number of days, to a day, or for ever, which is warned of. */
export function KeyEnd({ end, onEnd, day, onDay, error }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const today = Temporal.Now.plainDateISO(useZone())
  return (
    <Field label={say.end}>
      <SegmentedControl
        fullWidth
        aria-label={say.end}
        value={end}
        onChange={(value) => onEnd(ends.find((each) => each === value) ?? '365')}
        data={ends.map((value) => ({ value, label: say.ends[value] }))}
      />
      <div className={classes.end}>
        {end === 'day' && (
          <TextInput
            name="day"
            type="date"
            aria-label={say.day}
            value={day}
            min={today.add({ days: 1 }).toString()}
            max={today.add({ years: 10 }).toString()}
            onChange={(event) => onDay(event.currentTarget.value)}
            description={say.dayHelp}
            error={error}
          />
        )}
        {end === 'never' && (
          <p className={classes.warning}>
            <IconAlertTriangle size={15} stroke={2} aria-hidden />
            {say.warning}
          </p>
        )}
        {end !== 'day' && end !== 'never' && (
          <p className={classes.note}>
            {say.until(format.plainDay(today.add({ days: Number(end) })))}
          </p>
        )}
      </div>
    </Field>
  )
}

/** The last instant of a day, as the server wants it; null: no such day, or it has begun. */
export function endOf(day: string, zone: string): string | null {
  const today = Temporal.Now.plainDateISO(zone)
  if (!/^2\d{3}-\d\d-\d\d$/.test(day) || Temporal.PlainDate.compare(day, today) <= 0) return null
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone)
  return next.subtract({ seconds: 1 }).toInstant().toString()
}

export const words = {
  en: {
    end: 'Opens until',
    ends: { 30: '30 days', 90: '90 days', 365: '1 year', day: 'A date', never: 'No end' },
    until: (day: string) => `Until ${day}. Make a new key before then.`,
    day: 'The last day',
    dayHelp: 'It opens until the end of that day.',
    warning: 'If it gets into other hands it opens until somebody notices and revokes it.',
  },
  ja: {
    end: '使える期間',
    ends: { 30: '30日', 90: '90日', 365: '1年', day: '日付', never: '無期限' },
    until: (day: string) => `${day}まで使えます。切れる前に新しいキーを作ってください。`,
    day: '最後の日',
    dayHelp: 'その日の終わりまで使えます。',
    warning: '外に漏れると、誰かが気づいて無効にするまで使われ続けます。',
  },
}
