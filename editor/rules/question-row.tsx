import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Comparison, Question } from '../../server/engine/question.ts'
import { useWords } from '../words.ts'
import { BelongingFields } from './belonging-fields.tsx'
import { ComparisonFields } from './comparison-fields.tsx'
import { EventFields } from './event-fields.tsx'
import { MessageFields } from './message-fields.tsx'
import type { Names } from './names.ts'
import classes from './rule-builder.module.css'
import { SubjectField } from './subject-field.tsx'
import { OTHER, questionAbout, type Subject, subjectOf } from './subjects.ts'

export type RowProps = {
  question: Question
  /** Its number, e.g. 2-1: the first in the group that is the second. */
  of: string
  /** Where it stands, for whoever puts the hand on it. */
  place: string
  names: Names
  payload: boolean | 'only'
  change(question: Question): void
  remove?(): void
}

/** One condition: what is looked at, how it is compared, and with what. */
export function QuestionRow({ question, of, place, names, payload, change, remove }: RowProps) {
  const say = useWords(words)
  // An attribute without a name yet is a question about nothing, too: whoever chose it knows.
  const [naming, setNaming] = useState(false)
  const subject = subjectOf(question, names)
  const nothing = subject === OTHER && 'key' in question && question.key === '' && !naming
  const look = (next: Subject) => {
    setNaming(next === OTHER)
    change(questionAbout(next, names))
  }
  return (
    <fieldset className={classes.question} aria-label={say.condition(of)} data-place={place}>
      <div className={classes.fields}>
        <SubjectField
          subject={nothing ? null : subject}
          of={of}
          names={names}
          payload={payload}
          change={look}
        />
        {!nothing && <Asked {...{ question, of, names, change }} byHand={subject === OTHER} />}
      </div>
      {remove && (
        <Tooltip label={say.remove(of)}>
          <ActionIcon size={28} aria-label={say.remove(of)} onClick={remove}>
            <IconX size={15} stroke={2} />
          </ActionIcon>
        </Tooltip>
      )}
    </fieldset>
  )
}

/** What is compared with, put back where it is asked of. */
function askedOf(from: 'contact' | 'payload' | 'profile', asked: Comparison): Question {
  if (from === 'contact') return { ...asked, from }
  return from === 'payload' ? { ...asked, from } : { ...asked, from }
}

type AskedProps = Pick<RowProps, 'question' | 'of' | 'names' | 'change'> & {
  /** Its key is written by hand, and so is of any kind. */
  byHand: boolean
}

function Asked({ question, of, names, change, byHand }: AskedProps) {
  const say = useWords(words)
  switch (question.from) {
    case 'contact':
    case 'payload':
    case 'profile': {
      const free = byHand || question.from === 'payload'
      return (
        <>
          {free && (
            <TextInput
              aria-label={say.key(of)}
              placeholder={question.from === 'payload' ? say.payloadKey : say.attributeKey}
              maxLength={200}
              value={question.key}
              onChange={(event) => change({ ...question, key: event.currentTarget.value })}
            />
          )}
          <ComparisonFields
            asked={question}
            of={of}
            names={names}
            anyKind={free}
            change={(asked) => change(askedOf(question.from, asked))}
          />
        </>
      )
    }
    case 'event':
    case 'last-event':
      return <EventFields question={question} of={of} names={names} change={change} />
    case 'message':
      return <MessageFields question={question} of={of} names={names} change={change} />
    default:
      return <BelongingFields question={question} of={of} names={names} change={change} />
  }
}

export const words = {
  en: {
    condition: (of: string) => `Condition ${of}`,
    key: (of: string) => `Name of the field in condition ${of}`,
    attributeKey: 'e.g. prefecture',
    payloadKey: 'e.g. plan or order.total',
    remove: (of: string) => `Remove condition ${of}`,
  },
  ja: {
    condition: (of: string) => `条件${of}`,
    key: (of: string) => `条件${of}の項目名`,
    attributeKey: '例：prefecture',
    payloadKey: '例：plan、order.total',
    remove: (of: string) => `条件${of}を削除する`,
  },
}
