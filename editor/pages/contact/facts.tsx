import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Timeline } from '../../../server/timeline/shape.ts'
import { words as basisWords } from '../../../server/words/bases.ts'
import { useFormat, When } from '../../parts/when.tsx'
import { useZone } from '../../shell/me.ts'
import { useLanguage, useWords } from '../../words.ts'
import { sourcesQuery } from '../source/queries.ts'
import classes from './facts.module.css'
import type { Contact } from './queries.ts'
import { zoneName } from './zone.ts'

/** What is known of a contact at a glance. */
export function Facts({ contact, timeline }: { contact: Contact; timeline: Timeline }) {
  const say = useWords(words)
  const format = useFormat()
  const language = useLanguage()
  const ours = useZone()
  const { consent, suppression, createdAt, zone } = contact
  const states = timeline.entries.flatMap((each) =>
    each.kind === 'message' ? [each.message.state] : [],
  )
  const sent = states.filter((state) => state === 'sent').length
  const caught = states.filter((state) => state === 'caught').length
  return (
    <dl className={classes.facts}>
      <Fact label={say.since}>
        <When at={createdAt} as="date" />
      </Fact>
      <Fact label={say.zone}>{zoneName(zone ?? ours, language)}</Fact>
      <Fact label={say.consent}>
        <Consent consent={consent} />
      </Fact>
      <Fact label={say.mails}>
        {(sent > 0 || caught === 0) && <span>{say.count(format.number(sent))}</span>}
        {caught > 0 && <span>{say.caught(format.number(caught))}</span>}
      </Fact>
      {suppression && (
        <Fact label={say.stoppedAt}>
          <When at={suppression.at} />
        </Fact>
      )}
    </dl>
  )
}

function Consent({ consent }: { consent: Contact['consent'] }) {
  const say = useWords(words)
  const bases = useWords(basisWords)
  const { data } = useQuery(sourcesQuery)
  if (!consent) return say.none
  const source = data?.sources.find(({ id }) => consent.origin.split('/')[0] === `source:${id}`)
  const what =
    consent.given === 'withdrawn' ? say.withdrawn : (source?.name ?? bases[consent.basis])
  return (
    <Tooltip label={say.wording(consent.wording)} disabled={!consent.wording} events={hovers}>
      <span className={classes.parts} tabIndex={consent.wording ? 0 : undefined}>
        <span>{what}</span>
        <When at={consent.at} />
      </span>
    </Tooltip>
  )
}

const hovers = { hover: true, focus: true, touch: true }

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export const words = {
  en: {
    since: 'Contact since',
    zone: 'Time zone',
    consent: 'Consent',
    none: 'None on record',
    withdrawn: 'Withdrawn',
    wording: (wording: string) => `Agreed to: “${wording}”`,
    mails: 'Mail so far',
    count: (n: string) => `${n} sent`,
    caught: (n: string) => `${n} in the mailbox`,
    stoppedAt: 'Mail stopped',
  },
  ja: {
    since: '登録',
    zone: 'タイムゾーン',
    consent: '同意',
    none: '記録なし',
    withdrawn: '撤回',
    wording: (wording: string) => `同意した文：「${wording}」`,
    mails: 'これまでのメール',
    count: (n: string) => `送信${n}通`,
    caught: (n: string) => `内蔵メールボックス${n}通`,
    stoppedAt: '配信除外',
  },
}
