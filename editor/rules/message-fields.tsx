import { Select } from '@mantine/core'
import type { Question } from '../../server/engine/question.ts'
import { useWords } from '../words.ts'
import { DaysField } from './days-field.tsx'
import type { Names } from './names.ts'
import { optionsOf } from './options.ts'

type MessageQuestion = Extract<Question, { from: 'message' }>

type Props = {
  question: MessageQuestion
  of: string
  names: Names
  change(question: MessageQuestion): void
}

const dids = ['sent', 'opened', 'clicked', 'bounced'] as const
const ALL = 'all'

/** What became of mails: of all, of a journey's, or of one of them. */
export function MessageFields({ question, of, names, change }: Props) {
  const say = useWords(words)
  const { did, op, journeyId, nodeId, withinDays, ...rest } = question
  const journey = names.journeys?.find(({ id }) => id === journeyId)
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
          change({ ...rest, did, op, journeyId, nodeId, ...(days && { withinDays: days }) })
        }
      />
      <Select
        aria-label={say.journey(of)}
        allowDeselect={false}
        searchable
        data={[
          { value: ALL, label: say.all },
          ...optionsOf(names.journeys, journeyId === null ? [] : [journeyId], say.gone),
        ]}
        value={journeyId === null ? ALL : String(journeyId)}
        onChange={(next) =>
          change({ ...question, journeyId: next === ALL ? null : Number(next), nodeId: null })
        }
      />
      {journeyId !== null && (
        <Select
          aria-label={say.mail(of)}
          allowDeselect={false}
          data={[
            { value: '', label: say.any },
            ...(journey?.mails ?? []).map((mail) => ({ value: mail.nodeId, label: mail.name })),
            ...(nodeId !== null && !journey?.mails?.some((mail) => mail.nodeId === nodeId)
              ? [{ value: nodeId, label: journey?.mails ? say.goneMail : '…' }]
              : []),
          ]}
          value={nodeId ?? ''}
          onChange={(next) => change({ ...question, nodeId: next || null })}
        />
      )}
      <Select
        aria-label={say.did(of)}
        wrapperProps={{ 'data-way': true }}
        allowDeselect={false}
        data={dids.flatMap((each) =>
          (['has', 'has-not'] as const).map((op) => ({
            value: `${each} ${op}`,
            label: say.dids[op][each],
          })),
        )}
        value={`${did} ${op}`}
        onChange={(next) => {
          const [did, op] = (next ?? '').split(' ') as [typeof question.did, typeof question.op]
          change({ ...question, did, op })
        }}
      />
    </>
  )
}

export const words = {
  en: {
    window: (of: string) => `Days of condition ${of}`,
    windowPrefix: 'last ',
    windowSuffix: ' days',
    ever: 'At any time',
    journey: (of: string) => `Journey of condition ${of}`,
    mail: (of: string) => `Mail of condition ${of}`,
    did: (of: string) => `What happened in condition ${of}`,
    all: 'Mails of any journey',
    any: 'Any of its mails',
    gone: 'A deleted journey',
    goneMail: 'A deleted mail',
    dids: {
      has: { sent: 'was sent', opened: 'was opened', clicked: 'was clicked', bounced: 'bounced' },
      'has-not': {
        sent: 'was not sent',
        opened: 'was not opened',
        clicked: 'was not clicked',
        bounced: 'did not bounce',
      },
    },
  },
  ja: {
    window: (of: string) => `条件${of}の日数`,
    windowPrefix: '過去',
    windowSuffix: '日間',
    ever: '全期間',
    journey: (of: string) => `条件${of}のシナリオ`,
    mail: (of: string) => `条件${of}のメール`,
    did: (of: string) => `条件${of}のメールの動き`,
    all: 'すべてのメール',
    any: 'どのメールでも',
    gone: '削除されたシナリオ',
    goneMail: '削除されたメール',
    dids: {
      has: {
        sent: '送信された',
        opened: '開封した',
        clicked: 'クリックした',
        bounced: 'バウンスした',
      },
      'has-not': {
        sent: '送信されていない',
        opened: '開封していない',
        clicked: 'クリックしていない',
        bounced: 'バウンスしていない',
      },
    },
  },
}
