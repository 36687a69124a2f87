import type { ReactNode } from 'react'
import { Chip } from '../../parts/chip.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from '../contact/queries.ts'
import { type Choices, staysOf, stoppedAfter } from './choices.ts'
import classes from './merge.module.css'
import { words } from './outcome-words.ts'
import type { Preview } from './queries.ts'

type Props = { preview: Preview; into: Contact; from: Contact; choices: Choices }

/** What merging does, in sentences: mail, journeys, what comes together, where the other leads. */
export function Outcome({ preview, into, from, choices }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { tags, topics, journeys, moving } = preview
  const called = names(preview, say.person)
  const email = preview.fields.find(({ field }) => field === 'email')
  const takesEmail = email !== undefined && staysOf(email, preview, choices) === 'from'
  const [kept, lost] = takesEmail ? [from, into] : [into, from]
  const ids = [...into.externalIds, ...from.externalIds]
  return (
    <div className={classes.outcome}>
      <Part title={say.mail}>
        <p>{mailAfter(preview, { kept, lost }, say)}</p>
        {topics.length > 0 && <p>{say.topics(topics.join(say.comma))}</p>}
      </Part>
      <Part title={say.journeys}>
        {journeys.length === 0 && <p>{say.noJourney(called.from)}</p>}
        {journeys.map(({ journeyId, name, both }) => (
          <p key={journeyId}>
            {both
              ? say.both(name, called.into, called.from)
              : say.alone(name, called.from, called.into)}
          </p>
        ))}
      </Part>
      <Part title={say.tags}>
        {tags.length === 0 && <p>{say.noTags}</p>}
        <div className={classes.chips}>
          {tags.map((name) => (
            <Chip key={name} tone="ishi">
              {name}
            </Chip>
          ))}
        </div>
      </Part>
      {ids.length > 0 && (
        <Part title={say.ids}>
          {ids.map(({ system, value }) => (
            <p key={`${system}:${value}`}>
              {system} <code>{value}</code>
            </p>
          ))}
        </Part>
      )}
      <Part title={say.rest}>
        <p>
          {say.moves(
            format.number(moving.events),
            format.number(moving.messages),
            format.number(moving.consents),
          )}
        </p>
        <p>{say.leads(lost.email, called.into)}</p>
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** By name; two of one name are told apart by their addresses. Pure. */
function names({ into, from }: Preview, person: (name: string) => string) {
  const called = ({ name, email }: Preview['into']) =>
    into.name === from.name || name === email ? email : person(name)
  return { into: called(into), from: called(from) }
}

type Words = (typeof words)['en']

/** Whether mail may go there afterwards, and why. Pure. */
function mailAfter(
  { consent }: Preview,
  { kept, lost }: { kept: Contact; lost: Contact },
  say: Pick<Words, 'stopped' | 'consent'>,
): string {
  const reason = stoppedAfter(kept.suppression?.reason ?? null, lost.suppression?.reason ?? null)
  return reason ? say.stopped[reason] : say.consent[consent ?? 'none']
}
