import { Button } from '@mantine/core'
import { IconRoute, IconTimeline, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Reading } from '../parts/reading.tsx'
import { When } from '../parts/when.tsx'
import { useLanguage, useWords } from '../words.ts'
import { type Mail, mailQuery } from './mailbox/queries.ts'
import { sizeOf } from './mailbox/size.ts'
import { Envelope } from './message/envelope.tsx'
import { MailParts } from './message/mail-parts.tsx'
import { NotSent } from './message/not-sent.tsx'

/** One mail as the built-in mailbox caught it. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery(mailQuery(id))
  if (!data) return <Reading failed={say.failed} error={error} retry={refetch} />
  return <Whole key={id} mail={data} />
}

function Whole({ mail }: { mail: Mail }) {
  const say = useWords(words)
  const language = useLanguage()
  const { subject, from, to, receivedAt, size, contactId, journeyId, journeyName, messageId } = mail
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: say.mailbox, to: '/mailbox' }]}
        title={subject || say.noSubject}
        acts={
          <>
            {contactId !== null && (
              <Button
                component={Link}
                to={`/contacts/${contactId}`}
                leftSection={<IconUser size={18} stroke={1.75} aria-hidden />}
              >
                {say.contact}
              </Button>
            )}
            {messageId !== null && (
              <Button
                component={Link}
                to={`/messages/${messageId}`}
                leftSection={<IconTimeline size={18} stroke={1.75} aria-hidden />}
              >
                {say.message}
              </Button>
            )}
            {journeyId !== null && mail.journeyKind === 'journey' && (
              <Button
                component={Link}
                to={`/journeys/${journeyId}`}
                leftSection={<IconRoute size={18} stroke={1.75} aria-hidden />}
              >
                {journeyName}
              </Button>
            )}
          </>
        }
      />
      <NotSent />
      <Envelope
        facts={[
          [say.from, from],
          [say.to, to],
          [say.at, <When key="at" at={receivedAt} />],
          [say.size, sizeOf(size, language)],
        ]}
      />
      <MailParts mail={mail} />
    </PageBody>
  )
}

export const words = {
  en: {
    failed: 'Could not read this mail. Nothing is lost.',
    mailbox: 'Mailbox',
    noSubject: '(no subject)',
    contact: 'See the contact',
    message: 'How it was sent',
    from: 'From',
    to: 'To',
    at: 'Caught',
    size: 'Size',
  },
  ja: {
    failed: 'このメールを読み込めませんでした。記録は失われていません。',
    mailbox: '内蔵メールボックス',
    noSubject: '（件名なし）',
    contact: 'コンタクトを見る',
    message: '送信の記録',
    from: '差出人',
    to: '宛先',
    at: '入った日時',
    size: '大きさ',
  },
}
