import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { ApiError } from '../api.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import { Card, PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Reading } from '../parts/reading.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useWords } from '../words.ts'
import { GoneContact } from './contact/gone.tsx'
import { type Contact, contactQuery } from './contact/queries.ts'
import type { Choices } from './merge/choices.ts'
import { FieldChoices } from './merge/field-choices.tsx'
import { FinalAct } from './merge/final-act.tsx'
import { FindOther } from './merge/find-other.tsx'
import classes from './merge/merge.module.css'
import { Outcome } from './merge/outcome.tsx'
import { previewQuery } from './merge/queries.ts'
import { Sides } from './merge/sides.tsx'

/** Makes two contacts one: who the other is, what stays of both, and what happens then. */
export function Page() {
  const id = Number(useParams().id)
  const [params] = useSearchParams()
  const other = Number(params.get('with'))
  const { data, error, refetch } = useQuery(contactQuery(id))
  const [choices, setChoices] = useState<Choices>({})
  const choose = (field: string, id: number) => setChoices({ ...choices, [field]: id })
  if (error instanceof ApiError && error.status === 410)
    return <GoneContact id={id} error={error} />
  if (!data) return <Reading error={error} retry={refetch} />
  return (
    <PageBody>
      <Head contact={data} chosen={other > 0} />
      {other > 0 ? (
        <Both into={data} other={other} choices={choices} choose={choose} />
      ) : (
        <FindOther contact={data} />
      )}
    </PageBody>
  )
}

function Head({ contact, chosen }: { contact: Contact; chosen: boolean }) {
  const say = useWords(words)
  const { id, name } = contact
  return (
    <PageHeader
      crumbs={[
        { label: say.contacts, to: '/contacts' },
        { label: name, to: `/contacts/${id}` },
      ]}
      title={say.title}
      fact={chosen ? say.check : say.find(name)}
      acts={
        chosen && (
          <Button component={Link} to={`/contacts/${id}/merge`}>
            {say.another}
          </Button>
        )
      }
    />
  )
}

type Props = {
  into: Contact
  other: number
  choices: Choices
  choose: (field: string, id: number) => void
}

function Both({ into, other, choices, choose }: Props) {
  const say = useWords(words)
  const navigate = useNavigate()
  const preview = useQuery(previewQuery({ into: into.id, from: other }))
  const from = useQuery(contactQuery(other))
  const error = preview.error ?? from.error
  if (error) {
    const again = () => Promise.all([preview.refetch(), from.refetch()])
    return <ErrorBox title={say.failed} error={error} retry={() => void again()} />
  }
  if (!preview.data || !from.data) return <SkeletonRows rows={5} height={72} />
  const shown = { preview: preview.data, choices }
  const swap = () => navigate(`/contacts/${other}/merge?with=${into.id}`, { replace: true })
  return (
    <div className={classes.columns}>
      <Card>
        <Sides into={into} from={from.data} swap={swap} />
        <FieldChoices {...shown} choose={choose} />
      </Card>
      <Card title={say.outcome}>
        <Outcome {...shown} into={into} from={from.data} />
        <FinalAct key={into.id} {...shown} stale={preview.isPlaceholderData} />
      </Card>
    </div>
  )
}

export const words = {
  en: {
    contacts: 'Contacts',
    title: 'Merge two contacts',
    find: (name: string) => `Choose the other contact that is ${name}, too.`,
    check: 'Check who stays and with which values. Everything else of both comes together.',
    another: 'Choose another',
    failed: 'These two cannot be merged',
    outcome: 'What happens',
  },
  ja: {
    contacts: 'コンタクト',
    title: 'コンタクトを統合する',
    find: (name: string) => `${name}さんと同じ方の、もう一方のコンタクトを選んでください。`,
    check:
      'どちらを残すか、どの値を残すかを確かめてください。ほかの記録はすべて1人にまとまります。',
    another: '別の方を選ぶ',
    failed: 'この2人は統合できません',
    outcome: '統合すると',
  },
}
