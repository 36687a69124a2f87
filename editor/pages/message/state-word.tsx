import { messageSentence } from '../../../server/words/messages.ts'
import type { Tone } from '../../theme.ts'
import { useLanguage } from '../../words.ts'
import { Decision } from './decision.tsx'
import { NotSent } from './not-sent.tsx'
import type { Message } from './queries.ts'
import classes from './state-word.module.css'

/** What became of a mail as a sentence, with the server's answer or the error, and what to decide. */
export function StateWord({ message }: { message: Message }) {
  const language = useLanguage()
  const { id, state, subject, reply, error } = message
  if (state === 'caught') return <NotSent />
  const tone = tones[state] ?? 'ishi'
  return (
    <div
      className={classes.box}
      style={{ background: `var(--${tone}-tile)`, color: `var(--${tone})` }}
    >
      <p>{messageSentence(message, language)}</p>
      {(error || reply) && <pre className={classes.answer}>{error ?? reply}</pre>}
      {decidable.has(state) && <Decision messageId={id} state={state} subject={subject ?? ''} />}
    </div>
  )
}

const decidable = new Set(['unknown', 'held'])

const tones: Record<string, Tone> = {
  sent: 'moss',
  deferred: 'kohaku',
  held: 'kohaku',
  unknown: 'kohaku',
  rejected: 'shu',
  failed: 'shu',
}
