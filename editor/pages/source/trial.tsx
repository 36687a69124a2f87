import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import type { Source } from './queries.ts'
import classes from './trial.module.css'

type Props = { sourceId: number; mapping: Source['mapping']; latest: number | null }

/** Whom the settings as they stand here would find in the latest post, or in a pasted one. */
export function Trial({ sourceId, mapping, latest }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const [pasted, setPasted] = useState('')
  const body = pasted.trim()
  const about = body ? { body } : latest === null ? null : { requestId: latest }
  const [asked] = useDebouncedValue(JSON.stringify({ ...about, mapping }), 300)
  const { data } = useQuery({
    queryKey: ['source', sourceId, 'trial', asked],
    queryFn: () =>
      answer(
        api.sources[':id'].trial.$post({
          param: { id: String(sourceId) },
          json: JSON.parse(asked),
        }),
      ),
    enabled: about !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <div className={classes.trial} aria-live="polite">
      <h3>{body ? say.ofPasted : say.ofLatest}</h3>
      {about === null || !data ? (
        <p className={classes.note}>{say.nothing}</p>
      ) : data.type === 'refused' ? (
        <p className={classes.refused}>{data.message}</p>
      ) : (
        <dl className={classes.pairs}>
          {[
            [say.address, data.email] as const,
            ...Object.entries(data.attributes).map(
              ([key, value]) => [attributeLabel(key, language), String(value)] as const,
            ),
          ].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Textarea
        label={say.paste}
        placeholder={'{ "email": "…" }'}
        value={pasted}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={200_000}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
    </div>
  )
}

export const words = {
  en: {
    ofLatest: 'Found in the latest post',
    ofPasted: 'Found in what you pasted',
    nothing: 'Nothing has come in yet. Paste a post below to try it out.',
    address: 'E-mail address',
    paste: 'Try another post: paste it here. Nothing is kept.',
  },
  ja: {
    ofLatest: '最も新しい内容から見つけたもの',
    ofPasted: '貼り付けた内容から見つけたもの',
    nothing: 'まだ何も届いていません。下に貼り付けて試せます。',
    address: 'メールアドレス',
    paste: 'ほかの内容を貼り付けて試す（保存しません）',
  },
}
