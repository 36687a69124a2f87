import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../api.ts'
import { PageBody } from '../parts/page-body.tsx'
import { Reading } from '../parts/reading.tsx'
import { useWords } from '../words.ts'
import { ActDialogs } from './contact/act-dialogs.tsx'
import type { Act } from './contact/acts.ts'
import { Attributes } from './contact/attributes.tsx'
import { Consents } from './contact/consents.tsx'
import classes from './contact/contact.module.css'
import { ExternalIds } from './contact/external-ids.tsx'
import { Facts } from './contact/facts.tsx'
import { GoneContact } from './contact/gone.tsx'
import { ContactHead } from './contact/head.tsx'
import type { Point } from './contact/pointing.ts'
import { type Contact, contactQuery, timelineQuery } from './contact/queries.ts'
import { Segments } from './contact/segments.tsx'
import { ContactSkeleton } from './contact/skeleton.tsx'
import { Tags } from './contact/tags.tsx'
import { Timeline } from './contact/timeline.tsx'
import { Walks } from './contact/walks.tsx'

/** A contact: who they are, what happened, what happens next and why. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const contact = useQuery(contactQuery(id))
  const timeline = useQuery(timelineQuery(id))
  if (contact.error instanceof ApiError && contact.error.status === 410) {
    return <GoneContact id={id} error={contact.error} />
  }
  if (contact.data && timeline.data) {
    const error = timeline.error ?? contact.error
    return <Whole key={id} contact={contact.data} timeline={timeline.data} error={error} />
  }
  const error = contact.error ?? timeline.error
  if (!error) return <ContactSkeleton />
  const again = () => Promise.all([contact.refetch(), timeline.refetch()])
  return <Reading failed={say.failed} error={error} retry={again} />
}

type Props = {
  contact: Contact
  timeline: Parameters<typeof Timeline>[0]['timeline']
  /** Why what is shown could not be read anew. */
  error: Error | null
}

function Whole({ contact, timeline, error }: Props) {
  const [at, point] = useState<Point | null>(null)
  const [act, begin] = useState<Act | null>(null)
  const pointing = { at, point }
  return (
    <PageBody>
      <ContactHead contact={contact} timeline={timeline} act={begin} />
      <ActDialogs contact={contact} timeline={timeline} act={act} close={() => begin(null)} />
      <div className={classes.columns}>
        <Timeline timeline={timeline} error={error} name={contact.name} pointing={pointing} />
        <aside className={classes.aside}>
          <Walks walks={timeline.walks} name={contact.name} pointing={pointing} act={begin} />
          <div className={classes.phoneFacts}>
            <Facts contact={contact} timeline={timeline} />
          </div>
          <Tags contact={contact} />
          <Segments id={contact.id} />
          <Attributes contact={contact} />
          <Consents contact={contact} act={begin} />
          <ExternalIds contact={contact} />
        </aside>
      </div>
    </PageBody>
  )
}

export const words = {
  en: { failed: 'Could not read this contact. Nothing is lost.' },
  ja: { failed: 'コンタクトを読み込めませんでした。記録は失われていません。' },
}
