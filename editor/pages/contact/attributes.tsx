import { Nothing } from '../../parts/empty.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel, inOrder } from './attribute-words.ts'
import classes from './attributes.module.css'
import type { Contact } from './queries.ts'

/** What is known of a contact, as mails and conditions can use it. */
export function Attributes({ contact }: { contact: Contact }) {
  const say = useWords(words)
  const language = useLanguage()
  const known = inOrder(Object.keys(contact.attributes))
  return (
    <Card title={say.title}>
      {known.length === 0 && <Nothing>{say.none}</Nothing>}
      <dl className={classes.list}>
        {known.map((key) => (
          <div key={key}>
            <dt>{attributeLabel(key, language)}</dt>
            <dd>{String(contact.attributes[key] ?? '') || '—'}</dd>
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
