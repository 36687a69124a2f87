import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { Nothing } from '../../parts/empty.tsx'
import { MailFrame } from '../../parts/mail-frame.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words.ts'
import classes from './mail-parts.module.css'

type Props = {
  mail: {
    subject: string | null
    html: string | null
    text: string | null
    headers: readonly (readonly [string, string])[]
    /** Only the mailbox keeps the bytes. */
    source?: string
  }
}

const parts = ['600', '375', 'text', 'headers', 'source'] as const
type Part = (typeof parts)[number]

/** A mail as a desktop, a phone and a reader of plain text see it, and what stands behind it. */
export function MailParts({ mail }: Props) {
  const say = useWords(words)
  const [params, setParams] = useSearchParams()
  const offered = parts.filter((part) => part !== 'source' || mail.source !== undefined)
  const usual = mail.html === null ? 'text' : '600'
  const part = offered.find((each) => each === params.get('part')) ?? usual
  const title = mail.subject ?? say.mail
  const panels: Record<Part, ReactNode> = {
    '600':
      mail.html === null ? (
        <Nothing>{say.noHtml}</Nothing>
      ) : (
        <MailFrame html={mail.html} width={600} title={title} />
      ),
    '375':
      mail.html === null ? (
        <Nothing>{say.noHtml}</Nothing>
      ) : (
        <MailFrame html={mail.html} width={375} title={title} />
      ),
    text:
      mail.text === null ? (
        <Nothing>{say.noText}</Nothing>
      ) : (
        <Scroll className={classes.text} label={say.parts.text}>
          <pre>{mail.text}</pre>
        </Scroll>
      ),
    headers: <Headers headers={mail.headers} />,
    source: (
      <Scroll className={classes.source} label={say.parts.source}>
        <pre>{mail.source}</pre>
      </Scroll>
    ),
  }
  return (
    <Tabs
      value={part}
      onChange={(next) => setParams({ part: next ?? usual }, { replace: true })}
      keepMounted={false}
      className={classes.card}
    >
      <Tabs.List className={classes.tabs}>
        {offered.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {say.parts[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {offered.map((each) => (
        <Tabs.Panel key={each} value={each} className={classes.panel}>
          {panels[each]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function Headers({ headers }: Pick<Props['mail'], 'headers'>) {
  const say = useWords(words)
  if (headers.length === 0) return <Nothing>{say.noHeaders}</Nothing>
  return (
    <dl className={classes.headers}>
      {headers.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export const words = {
  en: {
    mail: 'The mail',
    parts: {
      '600': 'Desktop (600)',
      '375': 'Phone (375)',
      text: 'Text part',
      headers: 'Headers',
      source: 'Source',
    },
    noHtml: 'This mail has no HTML part.',
    noText: 'This mail has no text part.',
    noHeaders: 'This mail has not been put together yet, so there are no headers.',
  },
  ja: {
    mail: 'メール',
    parts: {
      '600': 'パソコン（600）',
      '375': 'スマートフォン（375）',
      text: 'テキスト版',
      headers: 'ヘッダー',
      source: 'ソース',
    },
    noHtml: 'このメールにHTML版はありません。',
    noText: 'このメールにテキスト版はありません。',
    noHeaders: 'まだ作られていないので、ヘッダーはありません。',
  },
}
