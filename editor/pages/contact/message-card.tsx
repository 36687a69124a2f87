import { Button } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { MessageEntry } from '../../../server/timeline/shape.ts'
import { messageSentence } from '../../../server/words/messages.ts'
import { MailThumb } from '../../parts/mail-frame.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Decision } from '../message/decision.tsx'
import { messageQuery } from '../message/queries.ts'
import { StateChip } from '../message/state-chip.tsx'
import { attributeLabel } from './attribute-words.ts'
import classes from './message-card.module.css'
import { Reason } from './reason.tsx'

/** A mail on the timeline: how it looked, what stood in it, and what the next server said. */
export function MessageCard({ message }: { message: MessageEntry }) {
  const language = useLanguage()
  const sentence = messageSentence(message, language)
  if (message.subject === null) return <Reason>{sentence}</Reason>
  return (
    <div className={classes.card}>
      <Thumb id={message.id} />
      <div className={classes.facts}>
        <Facts message={message} />
        <div className={classes.state}>
          <StateChip state={message.state} />
          {message.state !== 'caught' && <span>{sentence}</span>}
        </div>
        <Acts message={message} />
      </div>
    </div>
  )
}

function Thumb({ id }: { id: number }) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const { data } = useQuery({ ...messageQuery(id), enabled: inViewport, staleTime: 60_000 })
  return (
    <div ref={ref} className={classes.thumb}>
      <MailThumb html={data?.html ?? null} text={data?.text ?? null} />
    </div>
  )
}

function Facts({ message }: { message: MessageEntry }) {
  const say = useWords(words)
  const language = useLanguage()
  const merged = Object.entries(message.merged)
  return (
    <dl className={classes.list}>
      <dt>{say.subject}</dt>
      <dd className={classes.subject}>{message.subject}</dd>
      {message.from && (
        <>
          <dt>{say.from}</dt>
          <dd>{message.from}</dd>
        </>
      )}
      {merged.length > 0 && (
        <>
          <dt>{say.merged}</dt>
          <dd className={classes.merged}>
            {merged.map(([field, value]) => (
              <span key={field}>{say.value(attributeLabel(field, language), value)}</span>
            ))}
          </dd>
        </>
      )}
      <dt>{say.transport}</dt>
      <dd>{message.transport === 'mailbox' ? say.mailbox : message.transport}</dd>
      {message.reply && (
        <>
          <dt>{say.reply}</dt>
          <dd>
            <code>{message.reply}</code>
          </dd>
        </>
      )}
    </dl>
  )
}

function Acts({ message: { id, state, subject } }: { message: MessageEntry }) {
  const say = useWords(words)
  const to = (part: string) => `/messages/${id}${part}`
  return (
    <div className={classes.acts}>
      {state === 'unknown' && <Decision messageId={id} state={state} subject={subject ?? ''} />}
      <Button
        size="xs"
        component={Link}
        to={to('')}
        leftSection={<IconEye size={15} stroke={2} aria-hidden />}
      >
        {state === 'unknown' ? say.seeDraft : say.see}
      </Button>
      <span className={classes.more}>
        <Button size="xs" variant="subtle" component={Link} to={to('?part=headers')}>
          {say.headers}
        </Button>
        <Button size="xs" variant="subtle" component={Link} to={to('?part=text')}>
          {say.text}
        </Button>
      </span>
    </div>
  )
}

export const words = {
  en: {
    subject: 'Subject',
    from: 'From',
    merged: 'Merged in',
    value: (field: string, value: string) => `${field} “${value}”`,
    transport: 'Transport',
    mailbox: 'Built-in mailbox',
    reply: 'Server’s answer',
    see: 'See it as sent',
    seeDraft: 'See the mail',
    headers: 'Headers',
    text: 'Text part',
  },
  ja: {
    subject: '件名',
    from: '差出人',
    merged: '差し込み',
    value: (field: string, value: string) => `${field}「${value}」`,
    transport: '送信経路',
    mailbox: '内蔵メールボックス',
    reply: '相手の返答',
    see: '送ったままを見る',
    seeDraft: 'メールを見る',
    headers: 'ヘッダー',
    text: 'テキスト版',
  },
}
