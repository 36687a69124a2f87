import { Anchor, Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Card } from '../../parts/page-body.tsx'
import { topicsQuery } from '../../parts/tags.ts'
import { useWords } from '../../words.ts'
import type { FormPage } from './form-draft.ts'
import classes from './form-page-editor.module.css'
import page from './source.module.css'

type Props = { topics: FormPage['topics']; change: (topics: FormPage['topics']) => void }

/** Which topics a form offers, each in words of its own. */
export function FormTopics({ topics, change }: Props) {
  const say = useWords(words)
  const { data } = useQuery(topicsQuery)
  if (!data) return null
  const offered = new Map(topics.map((each) => [each.id, each.label]))
  const choices = data.topics.filter(({ id, archived }) => !archived || offered.has(id))
  return (
    <Card title={say.title} note={say.note}>
      {choices.length === 0 ? (
        <p className={classes.note}>
          {say.none}{' '}
          <Anchor component={Link} to="/settings?section=topics" inherit>
            {say.make}
          </Anchor>
        </p>
      ) : (
        <div className={page.stack}>
          {choices.map(({ id, name }) => (
            <div key={id} className={page.stack}>
              <Checkbox
                label={name}
                checked={offered.has(id)}
                disabled={!offered.has(id) && topics.length >= MOST}
                onChange={(event) =>
                  change(
                    event.currentTarget.checked
                      ? [...topics, { id, label: name }]
                      : topics.filter((each) => each.id !== id),
                  )
                }
              />
              {offered.has(id) && (
                <TextInput
                  aria-label={say.label(name)}
                  value={offered.get(id)}
                  maxLength={200}
                  error={!offered.get(id)?.trim() && say.missing}
                  onChange={({ currentTarget: { value: label } }) =>
                    change(topics.map((each) => (each.id === id ? { id, label } : each)))
                  }
                />
              )}
            </div>
          ))}
        </div>
      )}
    </Card>
  )
}

/** As the server takes it. */
const MOST = 20

export const words = {
  en: {
    title: 'Topics people may choose',
    note: 'Each chosen topic stands on the form as a box that nobody has ticked. Its words are kept with every consent.',
    none: 'There are no topics yet.',
    make: 'Make topics',
    label: (name: string) => `How the form offers ${name}`,
    missing: 'Enter a text.',
  },
  ja: {
    title: '選んでもらうトピック',
    note: '選んだトピックは、チェックの入っていない欄としてフォームに出ます。その文は、同意ごとに残します。',
    none: 'トピックは、まだありません。',
    make: 'トピックを作る',
    label: (name: string) => `フォームでの「${name}」の文`,
    missing: '文を入力してください。',
  },
}
