import { Autocomplete, Button, NumberInput, Select } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { Comparison, Question } from '../../server/engine/question.ts'
import { useWords } from '../words.ts'
import { DaysField } from './days-field.tsx'
import type { Names } from './names.ts'
import classes from './rule-builder.module.css'
import { WhereFields } from './where-fields.tsx'

type EventQuestion = Extract<Question, { from: 'event' | 'last-event' }>

type Props = {
  question: EventQuestion
  of: string
  names: Names
  change(question: EventQuestion): void
}

const MOST_WHERE = 10
const anything: Comparison = { key: '', as: 'text', op: 'equals', value: '' }

/** An event by its name: how often, or when last; and what it must have brought. */
export function EventFields({ question, of, names, change }: Props) {
  const say = useWords(words)
  const where = question.where ?? []
  return (
    <>
      <Autocomplete
        aria-label={say.name(of)}
        placeholder={say.nameHere}
        maxLength={100}
        data={[...names.events]}
        value={question.name}
        onChange={(name) => change({ ...question, name })}
      />
      {question.from === 'event' ? (
        <Often question={question} of={of} change={change} />
      ) : (
        <Last question={question} of={of} change={change} />
      )}
      {where.map((asked, index) => (
        <WhereFields
          key={index}
          asked={asked}
          of={`${of}-${index + 1}`}
          names={names}
          change={(next) => change({ ...question, where: where.with(index, next) })}
          remove={() => change({ ...question, where: where.toSpliced(index, 1) })}
        />
      ))}
      <div className={classes.line}>
        <Button
          size="xs"
          variant="subtle"
          color="ishi"
          leftSection={<IconFilter size={15} stroke={2} aria-hidden />}
          disabled={where.length >= MOST_WHERE}
          onClick={() => change({ ...question, where: [...where, anything] })}
        >
          {say.where}
        </Button>
      </div>
    </>
  )
}

type Of<From> = { question: Extract<Question, { from: From }>; of: string; change: Props['change'] }

function Often({ question, of, change }: Of<'event'>) {
  const say = useWords(words)
  const { op, times, withinDays, ...rest } = question
  return (
    <>
      <DaysField
        label={say.window(of)}
        min={1}
        prefix={say.windowPrefix}
        suffix={say.windowSuffix}
        placeholder={say.ever}
        value={withinDays}
        change={(days) =>
          change({ ...rest, op, times, ...(days !== undefined && { withinDays: days }) })
        }
      />
      <NumberInput
        aria-label={say.times(of)}
        min={0}
        max={1000}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        suffix={say.timesSuffix}
        value={times}
        onChange={(next) => change({ ...question, times: typeof next === 'number' ? next : 0 })}
      />
      <Select
        aria-label={say.bound(of)}
        allowDeselect={false}
        data={(['at-least', 'at-most', 'exactly'] as const).map((value) => ({
          value,
          label: say.bounds[value],
        }))}
        value={op}
        onChange={(next) => next && change({ ...question, op: next as typeof op })}
      />
    </>
  )
}

function Last({ question, of, change }: Of<'last-event'>) {
  const say = useWords(words)
  return (
    <>
      <DaysField
        label={say.window(of)}
        min={1}
        suffix={say.lastSuffix}
        value={question.days}
        change={(days = 1) => change({ ...question, days })}
      />
      <Select
        aria-label={say.bound(of)}
        allowDeselect={false}
        data={(['within-past', 'longer-ago'] as const).map((value) => ({
          value,
          label: say.since[value],
        }))}
        value={question.op}
        onChange={(next) => next && change({ ...question, op: next as typeof question.op })}
      />
    </>
  )
}

export const words = {
  en: {
    name: (of: string) => `Event of condition ${of}`,
    nameHere: 'e.g. purchased',
    times: (of: string) => `How many times in condition ${of}`,
    timesSuffix: ' times',
    bound: (of: string) => `How condition ${of} counts`,
    bounds: { 'at-least': 'or more', 'at-most': 'or fewer', exactly: 'exactly' },
    window: (of: string) => `Days of condition ${of}`,
    windowPrefix: 'last ',
    windowSuffix: ' days',
    ever: 'At any time',
    lastSuffix: ' days',
    since: { 'within-past': 'ago at most', 'longer-ago': 'ago or longer' },
    where: 'Look at what it brought',
  },
  ja: {
    name: (of: string) => `条件${of}のイベント`,
    nameHere: '例：purchased',
    times: (of: string) => `条件${of}の回数`,
    timesSuffix: '回',
    bound: (of: string) => `条件${of}の数え方`,
    bounds: { 'at-least': '以上', 'at-most': '以下', exactly: 'ちょうど' },
    window: (of: string) => `条件${of}の日数`,
    windowPrefix: '過去',
    windowSuffix: '日間',
    ever: '全期間',
    lastSuffix: '日',
    since: { 'within-past': '以内', 'longer-ago': 'より長い' },
    where: '内容で絞る',
  },
}
