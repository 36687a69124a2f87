import { useQuery } from '@tanstack/react-query'
import { attributesQuery } from '../../parts/attributes.ts'
import { Nothing } from '../../parts/empty.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel, attributeValue, inOrder } from './attribute-words.ts'
import classes from './attributes.module.css'
import type { Contact } from './queries.ts'

/** What is known of a contact, as mails and conditions can use it. */
export function Attributes({ contact }: { contact: Contact }) {
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const { data } = useQuery(attributesQuery)
  const definitions = data?.attributes ?? []
  const of = (key: string) => definitions.find((each) => each.key === key)
  const typed = definitions.map(({ key }) => key).filter((key) => key in contact.attributes)
  const others = Object.keys(contact.attributes).filter((key) => !of(key))
  const known = [...typed, ...inOrder(others)]
  return (
    <Card title={say.title}>
      {known.length === 0 && <Nothing>{say.none}</Nothing>}
      <dl className={classes.list}>
        {known.map((key) => (
          <div key={key}>
            <dt>{of(key)?.label ?? attributeLabel(key, language)}</dt>
            <dd>{attributeValue(contact.attributes[key], of(key), { language, format }) || '—'}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

export const words = {
  en: { title: 'Attributes', none: 'Nothing is known yet but the address.' },
  ja: { title: '属性', none: 'アドレスのほかには、まだ何も記録されていません。' },
}
