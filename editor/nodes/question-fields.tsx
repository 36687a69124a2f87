import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { needsValue } from '../../server/engine/finished.ts'
import { type Operator, operators, type Question } from '../../server/engine/question.ts'
import { useLanguage, useWords } from '../words.ts'
import classes from './question-fields.module.css'
import { ruleWords, wellKnown } from './rule-words.ts'

export type Plain = Extract<Question, { from: 'contact' | 'payload' }>

type Props = {
  question: Plain
  number: number
  change(question: Plain): void
  remove?(): void
}

/** One question: what is looked at, how it is compared, and with what. */
export function QuestionFields({ question, number, change, remove }: Props) {
  const say = useWords(words)
  const { attributes, operators: operatorWords } = ruleWords[useLanguage()]
  const { from, key, op, value } = question
  const subject = from === 'contact' && isWellKnown(key) ? key : from
  // Nothing chosen yet looks like nothing chosen, not like "another attribute" without a name.
  const [chosen, setChosen] = useState(from === 'payload' || key !== '' || value !== '')
  const look = (subject: string) => {
    setChosen(true)
    if (subject === 'contact' || subject === 'payload') {
      change({ ...question, from: subject, key: '' })
    } else change({ ...question, from: 'contact', key: subject })
  }
  return (
    <div className={classes.question}>
      <div className={classes.fields}>
        <Select
          aria-label={say.subject(number)}
          placeholder={say.choose}
          allowDeselect={false}
          data={[
            {
              group: say.contact,
              items: wellKnown.map((value) => ({ value, label: attributes[value] })),
            },
            {
              group: say.more,
              items: [
                { value: 'contact', label: say.otherAttribute },
                { value: 'payload', label: say.payload },
              ],
            },
          ]}
          value={chosen ? subject : null}
          onChange={(next) => next && look(next)}
        />
        {chosen && subject === from && (
          <TextInput
            aria-label={say.key(number)}
            placeholder={from === 'payload' ? say.payloadKey : say.attributeKey}
            maxLength={200}
            value={key}
            onChange={(event) => change({ ...question, key: event.currentTarget.value })}
          />
        )}
        <div className={classes.comparison}>
          <Select
            aria-label={say.operator(number)}
            allowDeselect={false}
            data={operators.flatMap((value) => {
              const label = operatorWords[value]
              return label ? { value, label } : []
            })}
            value={op}
            onChange={(next) => change({ ...question, op: next as Operator })}
          />
          {needsValue(op) && (
            <TextInput
              aria-label={say.value(number)}
              placeholder={say.valueHere}
              maxLength={2000}
              value={value}
              onChange={(event) => change({ ...question, value: event.currentTarget.value })}
            />
          )}
        </div>
      </div>
      {remove && (
        <Tooltip label={say.remove(number)}>
          <ActionIcon size={28} aria-label={say.remove(number)} onClick={remove}>
            <IconX size={15} stroke={2} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}

const isWellKnown = (key: string) => (wellKnown as readonly string[]).includes(key)

export const words = {
  en: {
    subject: (number: number) => `What condition ${number} looks at`,
    key: (number: number) => `Name of the field in condition ${number}`,
    operator: (number: number) => `How condition ${number} compares`,
    value: (number: number) => `Value of condition ${number}`,
    remove: (number: number) => `Remove condition ${number}`,
    choose: 'Choose what to look at',
    contact: 'Contact',
    more: 'Others',
    otherAttribute: 'Another attribute…',
    payload: 'A field that came with the trigger…',
    attributeKey: 'e.g. prefecture',
    payloadKey: 'e.g. plan or order.total',
    valueHere: 'Value',
  },
  ja: {
    subject: (number: number) => `条件${number}で見る項目`,
    key: (number: number) => `条件${number}の項目名`,
    operator: (number: number) => `条件${number}の比べ方`,
    value: (number: number) => `条件${number}の値`,
    remove: (number: number) => `条件${number}を削除する`,
    choose: '見る項目を選ぶ',
    contact: 'コンタクト',
    more: 'そのほか',
    otherAttribute: 'ほかの属性…',
    payload: '開始時に届いた項目…',
    attributeKey: '例：prefecture',
    payloadKey: '例：plan、order.total',
    valueHere: '値',
  },
}
