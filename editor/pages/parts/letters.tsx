import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import classes from './letters.module.css'

const steps = ['figure', 'h1', 'h2', 'body', 'control', 'note', 'micro'] as const

/** The seven steps of type. */
export function Letters() {
  const say = useWords(words)
  return (
    <Card title={say.title}>
      <dl className={classes.steps}>
        {steps.map((step) => (
          <div key={step} className={classes.step}>
            <dt>{step}</dt>
            <dd style={{ font: `var(--text-${step})` }}>{say[step]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

export const words = {
  en: {
    title: 'Letters',
    figure: '4,812 people walked',
    h1: 'Sign-up welcome',
    h2: 'Where people stand now',
    body: 'Counted from when the last mail was really sent.',
    control: 'Next business day, same time',
    note: 'Mon 23 Nov is Labor Thanksgiving Day.',
    micro: '4,812 passed',
  },
  ja: {
    title: '文字',
    figure: 'シナリオを公開しました',
    h1: '会員登録ウェルカム',
    h2: 'いまいる人の行き先',
    body: '直前のメールを実際に送った時刻から数えます。',
    control: '翌営業日の同じ時刻へ',
    note: '11/23（月）は勤労感謝の日です。',
    micro: '通過 4,812',
  },
}
