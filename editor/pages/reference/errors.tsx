import { useLanguage, useWords } from '../../words.ts'
import { codes, sentenceFor } from './error-samples.ts'
import classes from './reference.module.css'

type Props = {
  search: string
  /** The code that the address names. */
  named: string | null
}

/** Every problem that an answer may tell of: where its `type` leads. */
export function Errors({ search, named }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const found = codes
    .map((code) => ({ code, sentence: sentenceFor(code, language) }))
    .filter(({ code, sentence }) =>
      `${code} ${sentence}`.toLowerCase().includes(search.trim().toLowerCase()),
    )
  if (found.length === 0) return null
  return (
    <section id="errors" className={classes.room} aria-labelledby="errors-title">
      <h2 id="errors-title">{say.title}</h2>
      <p className={classes.note}>{say.note}</p>
      <dl className={classes.errors}>
        {found.map(({ code, sentence }) => (
          <div key={code} id={`errors/${code}`} data-named={code === named || undefined}>
            <dt>
              <a href={`#errors/${code}`}>
                <code>{code}</code>
              </a>
            </dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export const words = {
  en: {
    title: 'Errors',
    note: 'Every refusal is application/problem+json (RFC 9457). `code` names what is wrong and stays as it is; `detail` says it in the language of Accept-Language, and what to do.',
  },
  ja: {
    title: 'エラー',
    note: '受け付けないときは、application/problem+json（RFC 9457）で答えます。codeは変わらない名前で、detailはAccept-Languageの言語で、何が起きたかと次にすることを伝えます。',
  },
}
