import { causeOf } from '../../../server/words/messages.ts'
import { DataTable, Narrow, none } from '../../parts/data-table.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import classes from './attempts.module.css'
import type { Message } from './queries.ts'
import { StateChip } from './state-chip.tsx'

/** Every try at handing a mail over, with the next server's own words. */
export function Attempts({ attempts }: Pick<Message, 'attempts'>) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <div className={classes.attempts}>
      <Card
        flush={attempts.length > 0}
        title={say.title}
        note={attempts.length === 0 ? say.none : say.note}
      >
        {attempts.length > 0 && (
          <DataTable
            dense
            label={say.title}
            rows={attempts}
            rowKey={({ number }) => number}
            columns={[
              {
                key: 'number',
                wide: true,
                head: say.number,
                width: 60,
                cell: ({ number }) => number,
              },
              {
                key: 'at',
                head: say.at,
                width: 160,
                cell: ({ at }) => <time dateTime={at}>{format.moment(at)}</time>,
              },
              {
                key: 'outcome',
                head: say.outcome,
                cell: (attempt) => (
                  <>
                    <StateChip state={attempt.outcome} />
                    <Narrow>
                      <Reply {...attempt} />
                    </Narrow>
                  </>
                ),
              },
              {
                key: 'reply',
                wide: true,
                head: say.reply,
                width: '60%',
                cell: (attempt) => <Reply {...attempt} />,
              },
              {
                key: 'ms',
                wide: true,
                head: say.ms,
                right: true,
                nowrap: true,
                width: 110,
                cell: ({ ms }) => say.length(format.number(ms)),
              },
            ]}
          />
        )}
      </Card>
    </div>
  )
}

/** The next server's own words, else ours for why there are none. */
function Reply({ reply, reason }: Message['attempts'][number]) {
  const language = useLanguage()
  return reply ? <code>{reply}</code> : (causeOf(reason, language) ?? none)
}

export const words = {
  en: {
    title: 'Attempts',
    note: 'Each try at handing the mail to the next server, with its own words.',
    none: 'It has not been handed to any server.',
    number: 'No.',
    at: 'When',
    outcome: 'Outcome',
    reply: 'Server’s answer',
    ms: 'Took',
    length: (ms: string) => `${ms} ms`,
  },
  ja: {
    title: '受け渡しの記録',
    note: '相手のサーバーに渡そうとした回ごとの、返ってきた言葉そのままです。',
    none: 'どのサーバーにも渡していません。',
    number: '回',
    at: '日時',
    outcome: '結果',
    reply: '相手の返答',
    ms: 'かかった時間',
    length: (ms: string) => `${ms}ミリ秒`,
  },
}
