import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { CopyField } from '../../parts/copy-field.tsx'
import { Card } from '../../parts/page-body.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { CodeBlock } from './code-block.tsx'
import classes from './connect.module.css'
import { latestQuery, type Source } from './queries.ts'
import page from './source.module.css'

/** What to put on a website, how to say who is there, what to publish about it, and what came. */
export function ConnectSite({ source: { id, url, site, signed } }: { source: Source }) {
  const say = useWords(words)
  const script = `<script>window.tobiishi=window.tobiishi||function(){(tobiishi.q=tobiishi.q||[]).push(arguments)}</script>
<script async src="${url}"></script>`
  return (
    <div className={page.narrow}>
      <Card title={say.script} note={say.scriptNote}>
        <div className={page.stack}>
          {site?.origins.length === 0 && (
            <p className={classes.warning}>
              {say.noOrigins} <ToSettings />
            </p>
          )}
          <CodeBlock label={say.script} code={script} />
        </div>
      </Card>
      <Card title={say.who} note={say.whoNote}>
        <div className={page.stack}>
          {!signed && (
            <p className={classes.warning}>
              {say.noSecret} <ToSettings />
            </p>
          )}
          <CodeBlock label={say.who} code={say.whoCode} />
        </div>
      </Card>
      <Card title={say.events} note={say.eventsNote}>
        <CodeBlock label={say.events} code={say.eventsCode} />
      </Card>
      <Card title={say.notice} note={say.noticeNote}>
        <CopyField label={say.noticeLabel} value={say.noticeText(new URL(url).host)} />
      </Card>
      <LatestEvents id={id} />
    </div>
  )
}

function ToSettings() {
  const say = useWords(words)
  return (
    <Anchor component={Link} to="?section=settings" inherit>
      {say.toSettings}
    </Anchor>
  )
}

/** What visitors did lately, each with whom it is about. */
export function LatestEvents({ id }: { id: number }) {
  const say = useWords(words)
  const { data } = useQuery(latestQuery(id))
  return (
    <Card title={say.latest}>
      {data?.events.length === 0 && <p>{say.none}</p>}
      <ul className={classes.latest}>
        {data?.events.map(({ id, name, at, contactId, email }) => (
          <li key={id}>
            <strong>{name}</strong>
            <Link to={`/contacts/${contactId}`}>{email}</Link>
            <When at={at} as="recent" />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export const words = {
  en: {
    script: 'On every page',
    scriptNote:
      'Put this before </head>. It is a small script from this server: no cookies, no third party, and nothing of visitors who are not identified.',
    noOrigins: 'Nothing is taken yet: name your site in Settings first.',
    who: 'Who is there',
    whoNote:
      'Where somebody is signed in, your server prints a token: the address, a colon, and its HMAC-SHA256 in hex. The whole secret is the key, “whsec_” included.',
    toSettings: 'Open Settings',
    noSecret: 'Make a signing secret in Settings first. Without it no token is taken.',
    whoCode: `<?php $token = $email . ':' . hash_hmac('sha256', $email, $secret); ?>
<script>tobiishi('identify', { token: <?= json_encode($token, JSON_HEX_TAG) ?> })</script>

<!-- when they sign out -->
<script>tobiishi('forget')</script>`,
    events: 'What they do',
    eventsNote: 'A name of your choice and what journeys may ask for. Sent again, it counts once.',
    eventsCode: `tobiishi('track', 'cart.abandoned', { total: 4200, items: ['Minato blend'] })`,
    notice: 'What to publish',
    noticeNote:
      'Japan’s Telecommunications Business Act asks many sites to tell visitors what their pages send elsewhere. Check it with your counsel.',
    noticeLabel: 'A sentence for your notice',
    noticeText: (host: string) =>
      `For members who are signed in, this site sends what they do on its pages (such as viewing, adding to the cart and buying), with their e-mail address, to ${host}, which we run to send fitting mail.`,
    latest: 'Latest events',
    none: 'Nothing has come in yet. What arrives appears here by itself.',
  },
  ja: {
    script: '全ページに置くもの',
    scriptNote:
      '</head>の前に置いてください。このサーバーの小さなスクリプトです。Cookieも第三者のスクリプトも使わず、だれかわからない訪問者のことは記録しません。',
    noOrigins: 'まだ何も受け取れません。先に設定でサイトのアドレスを入力してください。',
    who: '訪問者がだれか',
    whoNote:
      'ログイン中のページで、お店のサーバーがトークンを出力します。アドレス、コロン、アドレスのHMAC-SHA256（16進）をつないだものです。鍵は「whsec_」を含むシークレット全体です。',
    toSettings: '設定を開く',
    noSecret: '先に設定で署名シークレットを作ってください。ないとトークンを受け取れません。',
    whoCode: `<?php $token = $email . ':' . hash_hmac('sha256', $email, $secret); ?>
<script>tobiishi('identify', { token: <?= json_encode($token, JSON_HEX_TAG) ?> })</script>

<!-- ログアウトしたとき -->
<script>tobiishi('forget')</script>`,
    events: '訪問者がしたこと',
    eventsNote:
      '名前は自由に決められます。シナリオで使う値を付けられます。二度送られても1件と数えます。',
    eventsCode: `tobiishi('track', 'カート放棄', { 合計: 4200, 商品: ['みなとブレンド'] })`,
    notice: 'サイトに掲載する文',
    noticeNote:
      '電気通信事業法の外部送信規律により、利用者の情報を外部に送ることの公表が必要な場合があります。専門家にもご確認ください。',
    noticeLabel: '公表文の例',
    noticeText: (host: string) =>
      `当サイトは、ログイン中の会員の方のメールアドレスとサイト上の行動（閲覧、カートへの追加、購入など）を、内容に合ったメールをお届けする目的で、当社が運営するサーバー（${host}）に送信します。`,
    latest: '最近のイベント',
    none: 'まだ何も届いていません。届くと、ここに自動で現れます。',
  },
}
