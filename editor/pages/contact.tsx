import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { useWords } from '../words.ts'
import { Attributes } from './contact/attributes.tsx'
import classes from './contact/contact.module.css'
import { Facts } from './contact/facts.tsx'
import { ContactHead } from './contact/head.tsx'
import type { Point } from './contact/pointing.ts'
import { type Contact, contactQuery, timelineQuery } from './contact/queries.ts'
import { ContactSkeleton } from './contact/skeleton.tsx'
import { Timeline } from './contact/timeline.tsx'
import { Walks } from './contact/walks.tsx'

/** A contact: who they are, what happened, what happens next and why. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const contact = useQuery(contactQuery(id))
  const timeline = useQuery(timelineQuery(id))
  const error = contact.error ?? (timeline.data ? null : timeline.error)
  if (error) {
    const again = () => Promise.all([contact.refetch(), timeline.refetch()])
    return (
      <PageBody>
        <ErrorBox title={say.failed} error={error} retry={() => void again()} />
      </PageBody>
    )
  }
  if (!contact.data || !timeline.data) return <ContactSkeleton />
  return <Whole key={id} contact={contact.data} timeline={timeline.data} />
}

type Props = { contact: Contact; timeline: Parameters<typeof Timeline>[0]['timeline'] }

function Whole({ contact, timeline }: Props) {
  const [at, point] = useState<Point | null>(null)
  const pointing = { at, point }
  return (
    <PageBody>
      <ContactHead contact={contact} timeline={timeline} />
      <div className={classes.columns}>
        <Timeline timeline={timeline} name={contact.name} pointing={pointing} />
        <aside className={classes.aside}>
          <Walks walks={timeline.walks} name={contact.name} pointing={pointing} />
          <div className={classes.phoneFacts}>
            <Facts contact={contact} timeline={timeline} />
          </div>
          <Attributes contact={contact} />
        </aside>
      </div>
    </PageBody>
  )
}

export const words = {
  en: { failed: 'Could not read this contact. Nothing is lost.' },
  ja: { failed: 'コンタクトを読み込めませんでした。記録は失われていません。' },
}
