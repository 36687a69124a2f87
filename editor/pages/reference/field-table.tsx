import { Fragment } from 'react'
import { useWords } from '../../words.ts'
import type { Field } from './fields.ts'
import classes from './reference.module.css'

type Props = {
  title: string
  /** What it is as a whole. */
  type?: string | null
  fields: Field[]
  /** Whatever it holds is always there: nothing is said to be needed. */
  answer?: boolean
}

/** Fields with what they are, those within them indented. */
export function FieldTable({ title, type, fields, answer = false }: Props) {
  return (
    <section className={classes.fields}>
      <h4>
        {title}
        {type && /^[A-Z]/.test(type) && <code>{type}</code>}
      </h4>
      {fields.length > 0 && <Rows fields={fields} answer={answer} />}
    </section>
  )
}

function Rows({ fields, answer }: { fields: Field[]; answer: boolean }) {
  const say = useWords(words)
  return (
    <dl>
      {fields.map(({ name, type, required, description, usual, fields: within }) => (
        <Fragment key={name}>
          <dt>
            <code>{name}</code>
            {required && !answer && <span className={classes.needed}>{say.needed}</span>}
          </dt>
          <dd>
            <code className={classes.type}>{type}</code>
            {description && <p lang="en">{description}</p>}
            {usual !== null && <p>{say.usual(usual)}</p>}
            {within.length > 0 && <Rows fields={within} answer={answer} />}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

export const words = {
  en: { needed: 'needed', usual: (value: string) => `Left out: ${value}` },
  ja: { needed: '必須', usual: (value: string) => `省略時：${value}` },
}
