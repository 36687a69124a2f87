import { Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { messageSentence } from '../../../server/words/messages.ts'
import { journeyTitle } from '../../parts/journey-title.ts'
import { When } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Decision } from './decision.tsx'
import { type OpenMessage, openMessagesQuery } from './queries.ts'
import classes from './undecided.module.css'

/** Mails whose result nobody knows, to be decided one by one, and mails that are held. */
export function Undecided() {
  const say = useWords(words)
  const unknown = useQuery(openMessagesQuery('unknown')).data
  const held = useQuery(openMessagesQuery('held')).data
  const some = (list: { next: string | null; messages: OpenMessage[] } | undefined) =>
    list && list.messages.length > 0 ? list : null
  const [open, waiting] = [some(unknown), some(held)]
  if (!open && !waiting) return null
  return (
    <div className={classes.lists}>
      {open && (
        <List title={say.unknown(count(open))} note={say.unknownNote} messages={open.messages} />
      )}
      {waiting && (
        <List title={say.held(count(waiting))} note={say.heldNote} messages={waiting.messages} />
      )}
    </div>
  )
}

const count = ({ messages, next }: { messages: unknown[]; next: string | null }) =>
  next === null ? `${messages.length}` : `${messages.length}+`

type Props = { title: string; note: string; messages: OpenMessage[] }

function List({ title, note, messages }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <section className={classes.list} aria-label={title}>
      <h2>
        <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
        {title}
      </h2>
      <p className={classes.note}>{note}</p>
      <ul>
        {messages.map((message) => {
          const { id, subject, to, contactId, at } = message
          return (
            <li key={id}>
              <div className={classes.what}>
                <Anchor component={Link} to={`/messages/${id}`} inherit fw={600}>
                  {subject ?? say.noSubject}
                </Anchor>
                <p className={classes.note}>
                  <Anchor component={Link} to={`/contacts/${contactId}`} inherit>
                    {to}
                  </Anchor>
                  <span>{journeyTitle(message, language)}</span>
                  <When at={at} />
                </p>
                <p className={classes.note}>{messageSentence(message, language)}</p>
              </div>
              <Decision messageId={id} state={message.state} subject={subject ?? say.noSubject} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const words = {
  en: {
    unknown: (n: string) =>
      n === '1' ? 'One mail has no known result.' : `${n} mails have no known result.`,
    unknownNote: 'Decide for each whether to send it again. Until then its walk stays where it is.',
    held: (n: string) => (n === '1' ? 'One mail is held.' : `${n} mails are held.`),
    heldNote: 'They leave by themselves once the reason is gone.',
    noSubject: 'Mail that is not put together yet',
  },
  ja: {
    unknown: (n: string) => `${n}通の結果がわかりません。`,
    unknownNote: '送り直すかどうか、1通ずつ決めてください。決めるまで、その方は先に進みません。',
    held: (n: string) => `${n}通を保留しています。`,
    heldNote: '理由がなくなると、自動で送ります。',
    noSubject: 'まだ作られていないメール',
  },
}
