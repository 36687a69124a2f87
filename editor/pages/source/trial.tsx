import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { attributesQuery } from '../../parts/attributes.ts'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import type { Source } from './queries.ts'
import classes from './trial.module.css'

type Tried = {
  sourceId: number
  /** Left out: as they are saved. */
  settings: Partial<Pick<Source, 'mapping' | 'filter'>>
  /** A stored post or a pasted one; null: there is none. */
  post: { requestId: number } | { body: string } | null
}

/** What would become of a post by settings that are not saved yet. */
export function useTrial({ sourceId, settings, post }: Tried) {
  const [asked] = useDebouncedValue(post && JSON.stringify({ ...post, ...settings }), 300)
  const { data } = useQuery({
    queryKey: ['source', sourceId, 'trial', asked],
    queryFn: () =>
      answer(
        api.sources[':id'].trial.$post({
          param: { id: String(sourceId) },
          json: JSON.parse(asked!),
        }),
      ),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  return post === null ? undefined : data
}

export type Outcome = NonNullable<ReturnType<typeof useTrial>>

/** The contact as it would be. */
export function Trial({ outcome }: { outcome: Outcome | undefined }) {
  const say = useWords(words)
  const language = useLanguage()
  const known = useQuery(attributesQuery).data?.attributes ?? []
  const label = (key: string) =>
    known.find((each) => each.key === key && !each.builtIn)?.label || attributeLabel(key, language)
  return (
    <div className={classes.trial} aria-live="polite">
      <h3>{say.title}</h3>
      {!outcome ? (
        <p className={classes.note}>{say.nothing}</p>
      ) : outcome.type === 'refused' ? (
        <p className={classes.refused}>{outcome.message}</p>
      ) : (
        <dl className={classes.pairs}>
          {[
            [say.address, outcome.email] as const,
            ...Object.entries(outcome.attributes).map(
              ([key, value]) => [label(key), String(value)] as const,
            ),
          ].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

/** A post to try out that never came. */
export function Paste({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const say = useWords(words)
  return (
    <Textarea
      label={say.paste}
      placeholder={'{ "email": "…" }'}
      value={value}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={200_000}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export const words = {
  en: {
    title: 'The contact would be',
    nothing: 'Nothing has come in yet. Paste a post to try it out.',
    address: 'E-mail address',
    paste: 'Try another post: paste it here. Nothing is kept.',
  },
  ja: {
    title: 'この内容でできるコンタクト',
    nothing: 'まだ何も届いていません。内容を貼り付けて試せます。',
    address: 'メールアドレス',
    paste: 'ほかの内容を貼り付けて試す（保存しません）',
  },
}
