import { Anchor, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { CopyField } from '../../parts/copy-field.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { CodeBlock } from './code-block.tsx'
import classes from './connect.module.css'
import { ConnectSite } from './connect-site.tsx'
import { isLoopback } from './loopback.ts'
import type { Source } from './queries.ts'
import { recipes } from './recipes.ts'
import page from './source.module.css'

/** Where to send people or posts, and how to set that up in the usual places. */
export function Connect({ source }: { source: Source }) {
  const say = useWords(words)
  const { kind, url } = source
  if (kind === 'site') return <ConnectSite source={source} />
  return (
    <div className={page.narrow}>
      <Card title={say.address[kind]} note={say.addressNote[kind]}>
        <CopyField label={say.url} value={url} />
        {isLoopback(url) && <p className={classes.inside}>{say.inside}</p>}
        {kind === 'form' && (
          <p className={classes.after}>
            <Anchor href={url} target="_blank" rel="noreferrer" inherit>
              {say.openForm}
            </Anchor>
            {say.orChange}
            <Anchor component={Link} to="?section=form" inherit>
              {say.change}
            </Anchor>
          </p>
        )}
      </Card>
      {kind === 'form' && (
        <Card title={say.embed} note={say.embedNote}>
          <CodeBlock label={say.embed} code={`<script src="${url}.js" async></script>`} />
        </Card>
      )}
      {kind === 'webhook' && <Recipes url={url} signed={source.signed} />}
    </div>
  )
}

const tools = ['html', 'cf7', 'typeform', 'tally', 'google', 'stripe', 'curl'] as const

function Recipes({ url, signed }: { url: string; signed: boolean }) {
  const say = useWords(words)
  const language = useLanguage()
  const code: Partial<Record<(typeof tools)[number], ReactNode>> = {
    html: <CodeBlock label={say.tools.html} code={recipes.html(url, language)} />,
    google: <CodeBlock label={say.tools.google} code={recipes.google(url)} />,
    curl: (
      <CodeBlock
        label={say.tools.curl}
        code={(signed ? recipes.signed : recipes.curl)(url, language)}
      />
    ),
  }
  return (
    <Card title={say.how} note={say.howNote}>
      <Tabs defaultValue="html">
        <Tabs.List className={classes.tools}>
          {tools.map((tool) => (
            <Tabs.Tab key={tool} value={tool}>
              {say.tools[tool]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tools.map((tool) => (
          <Tabs.Panel key={tool} value={tool} className={classes.recipe}>
            {signed && tool !== 'curl' && <p className={classes.warning}>{say.cannotSign}</p>}
            <ol className={classes.steps}>
              {say.steps[tool].map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {code[tool]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Card>
  )
}

export const words = {
  en: {
    address: { form: 'The form’s address', webhook: 'The webhook’s address' },
    addressNote: {
      form: 'Link to it from your site, a mail or a QR code. Whoever fills it in becomes a contact.',
      webhook:
        'Whatever is posted here comes in: JSON, ordinary forms, Shift_JIS too. Keep the address to yourself; whoever knows it can post.',
    },
    url: 'Address',
    inside:
      'This address works on this computer only. Services outside cannot reach it until BASE_URL is set.',
    openForm: 'See the form',
    orChange: ', or ',
    change: 'change its texts and fields',
    embed: 'On a page of yours',
    embedNote:
      'Paste this where the form is to stand. It comes in a frame that grows with it; your page’s styles and scripts do not reach what people type. “?lang=en” behind .js chooses the language.',
    how: 'How to connect',
    howNote:
      'Names and addresses are found by the usual field names. Where yours differ, choose the fields under “Fields”.',
    cannotSign:
      'This source takes signed posts only, and this sender cannot sign for it. Remove the signing secret in Settings first.',
    tools: {
      html: 'HTML form',
      cf7: 'Contact Form 7',
      typeform: 'Typeform',
      tally: 'Tally',
      google: 'Google Forms',
      stripe: 'Stripe',
      curl: 'curl',
    },
    steps: {
      html: [
        'Put this form on your page. Other fields may be added; they can be used in mails and conditions.',
        'In “_redirect” name the page of your site that thanks people. Without it they see a short page of ours.',
      ],
      cf7: [
        'In WordPress, install the plugin “CF7 to Webhook”.',
        'Open the contact form, go to the tab “Webhook”, switch sending on and paste the address above.',
        'Send the form once and look under “Received”.',
      ],
      typeform: [
        'In Typeform open the form, then Connect, then Webhooks, and add a webhook with the address above.',
        'Switch the webhook on. Typeform makes it switched off.',
        'Send a test and look under “Received”.',
      ],
      tally: [
        'In Tally publish the form, then open Integrations and connect Webhooks.',
        'Paste the address above as the endpoint URL.',
        'Fill in the form once and look under “Received”.',
      ],
      google: [
        'In the form’s editor open the menu, then Apps Script, and paste this in place of what is there.',
        'Under Triggers add one: function “onFormSubmit”, event “On form submit”. Google asks you to allow it.',
        'Fill in the form once and look under “Received”.',
      ],
      stripe: [
        'In Stripe’s Workbench open Webhooks and add a destination with the address above.',
        'Choose the events, for example checkout.session.completed. Its customer becomes the contact.',
        'Send a test event and look under “Received”.',
      ],
      curl: ['Post once from a terminal and look under “Received”.'],
    },
  },
  ja: {
    address: { form: 'フォームのアドレス', webhook: 'Webhookのアドレス' },
    addressNote: {
      form: 'サイトやメール、QRコードからリンクしてください。入力した方がコンタクトになります。',
      webhook:
        'ここに送られたものを受け付けます。JSONでも、ふつうのフォームでも、Shift_JISでもかまいません。アドレスを知っている人はだれでも送れるので、公開しないでください。',
    },
    url: 'アドレス',
    inside:
      'このアドレスは、このコンピューターの中だけで使えます。BASE_URLを設定するまで、外のサービスからは届きません。',
    openForm: 'フォームを見る',
    orChange: '　',
    change: '文と項目を変える',
    embed: 'ご自分のページに置く',
    embedNote:
      'フォームを置きたい場所に貼り付けます。フォームは高さの合う枠の中に出るので、ページのスタイルやスクリプトは入力に触れません。.jsの後ろに「?lang=en」を付けると英語になります。',
    how: 'つなぎ方',
    howNote:
      '名前とアドレスは、よく使われる項目名から見つけます。違う名前のときは、「項目の対応」で選べます。',
    cannotSign:
      'この受付口は署名付きの送信だけを受け付けます。この送信元は署名できないので、先に設定で署名シークレットを外してください。',
    tools: {
      html: 'HTMLフォーム',
      cf7: 'Contact Form 7',
      typeform: 'Typeform',
      tally: 'Tally',
      google: 'Googleフォーム',
      stripe: 'Stripe',
      curl: 'curl',
    },
    steps: {
      html: [
        'このフォームをページに置きます。項目は足せます。足した項目はメールや条件分岐で使えます。',
        '「_redirect」に、サイト内のお礼のページを書きます。書かなければ、こちらの短いページを表示します。',
      ],
      cf7: [
        'WordPressにプラグイン「CF7 to Webhook」を入れます。',
        'コンタクトフォームの「Webhook」タブで送信を有効にし、上のアドレスを貼り付けます。',
        'フォームを一度送って、「届いた内容」で確かめます。',
      ],
      typeform: [
        'Typeformでフォームを開き、Connect、Webhooksの順に進んで、上のアドレスを加えます。',
        'Webhookをオンにします。作ったときはオフになっています。',
        'テストを送って、「届いた内容」で確かめます。',
      ],
      tally: [
        'Tallyでフォームを公開し、IntegrationsからWebhooksをつなぎます。',
        'Endpoint URLに上のアドレスを貼り付けます。',
        'フォームを一度送って、「届いた内容」で確かめます。',
      ],
      google: [
        'フォームの編集画面のメニューからApps Scriptを開き、中身をこれに置き換えます。',
        'トリガーを加えます。関数は「onFormSubmit」、イベントは「フォーム送信時」です。Googleの許可の画面が出たら許可します。',
        'フォームを一度送って、「届いた内容」で確かめます。',
      ],
      stripe: [
        'StripeのWorkbenchでWebhookを開き、送信先として上のアドレスを加えます。',
        'イベントを選びます。たとえばcheckout.session.completedなら、購入した方がコンタクトになります。',
        'テストイベントを送って、「届いた内容」で確かめます。',
      ],
      curl: ['ターミナルから一度送って、「届いた内容」で確かめます。'],
    },
  },
}
