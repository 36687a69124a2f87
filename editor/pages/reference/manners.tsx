import { useWords } from '../../words.ts'
import classes from './reference.module.css'

const parts = ['key', 'once', 'pages', 'pace'] as const

/** What holds for every operation. */
export function Manners() {
  const say = useWords(words)
  return (
    <section className={classes.room} aria-labelledby="manners-title">
      <h2 id="manners-title">{say.title}</h2>
      <dl className={classes.errors}>
        {parts.map((part) => (
          <div key={part}>
            <dt>{say.names[part]}</dt>
            <dd>{say[part]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export const words = {
  en: {
    title: 'What holds everywhere',
    names: { key: 'Signing in', once: 'Sending twice', pages: 'Pages', pace: 'Pace' },
    key: 'Send the key as “Authorization: Bearer …”. It may do what its scopes name, until it expires.',
    once: 'A POST, PUT or PATCH with an Idempotency-Key header is carried out once within a day; the same request again gets the first answer.',
    pages:
      'A list answers with `next`. Send it as `cursor` for the page behind; null is the last. `limit` is 200 at most.',
    pace: 'A key has 1,000 requests at once and 100 a second after that. RateLimit says what is left; after 429, wait as many seconds as Retry-After says.',
  },
  ja: {
    title: 'すべてに共通すること',
    names: { key: '認証', once: '二重送信', pages: 'ページ送り', pace: '回数の制限' },
    key: 'キーを「Authorization: Bearer …」で送ります。期限まで、許された権限の範囲で使えます。',
    once: 'POST・PUT・PATCHにIdempotency-Keyヘッダーを付けると、同じ内容は1日のうち1回だけ実行します。もう一度送ると、最初の応答を返します。',
    pages:
      '一覧の応答にはnextがあります。次のページは、それをcursorとして送ります。nullなら最後です。limitは200までです。',
    pace: 'キーごとに、一度に1,000回、その後は毎秒100回まで使えます。残りはRateLimitヘッダーに示します。429のときは、Retry-Afterの秒数だけ待ってください。',
  },
}
