import { Button } from '@mantine/core'
import { IconRoute, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Reading } from '../parts/reading.tsx'
import { When } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { Attempts } from './message/attempts.tsx'
import { Envelope } from './message/envelope.tsx'
import { MailParts } from './message/mail-parts.tsx'
import { type Message, messageQuery } from './message/queries.ts'
import { StateChip } from './message/state-chip.tsx'
import { StateWord } from './message/state-word.tsx'

const moving = new Set(['queued', 'claimed', 'sending', 'deferred', 'held', 'unknown'])

/** One mail of a journey: as it was sent, what became of it, and every try. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery({
    ...messageQuery(id),
    refetchInterval: ({ state }) => (moving.has(state.data?.state ?? '') ? 2_000 : false),
  })
  if (!data) return <Reading failed={say.failed} error={error} retry={refetch} />
  return <Whole key={id} message={data} />
}

function Whole({ message }: { message: Message }) {
  const say = useWords(words)
  const { subject, from, to, at, contactId, journeyId, journeyName, state } = message
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { label: say.contacts, to: '/contacts' },
          { label: to, to: `/contacts/${contactId}` },
        ]}
        title={subject ?? (moving.has(state) ? say.notYet : say.never)}
        beside={<StateChip state={state} />}
        acts={
          <>
            <Button
              component={Link}
              to={`/contacts/${contactId}`}
              leftSection={<IconUser size={18} stroke={1.75} aria-hidden />}
            >
              {say.contact}
            </Button>
            {message.journeyKind === 'journey' && (
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
      <StateWord message={message} />
      <Envelope
        facts={[
          [say.from, from ?? '—'],
          [say.to, to],
          [say.at, <When key="at" at={at} />],
          [say.class, say.classes[message.class]],
          ...(message.html === null ? [] : [[say.links, say.hidden] as const]),
        ]}
      />
      {(message.html !== null || message.text !== null) && <MailParts mail={message} />}
      <Attempts attempts={message.attempts} />
    </PageBody>
  )
}

export const words = {
  en: {
    failed: 'Could not read this mail. Nothing is lost.',
    contacts: 'Contacts',
    notYet: 'Mail that is not put together yet',
    never: 'Mail that was not put together',
    contact: 'See the contact',
    from: 'From',
    to: 'To',
    at: 'Moment',
    class: 'Kind',
    links: 'Links',
    hidden: 'Links to opt out or to confirm are hidden: only the person may use them.',
    classes: { advertising: 'Advertising', transactional: 'Transactional' },
  },
  ja: {
    failed: 'このメールを読み込めませんでした。記録は失われていません。',
    contacts: 'コンタクト',
    notYet: 'まだ作られていないメール',
    never: '作られなかったメール',
    contact: 'コンタクトを見る',
    from: '差出人',
    to: '宛先',
    at: '日時',
    class: '種類',
    links: 'リンク',
    hidden: '配信停止と登録の確認のリンクは、ご本人だけが使うものなので伏せています。',
    classes: { advertising: '広告宣伝', transactional: '取引・お知らせ' },
  },
}
