/** The senders whose signatures are known, and how to set each up there. */
export const schemeWords = {
  en: {
    name: {
      standard: 'Your own system, or Standard Webhooks',
      stripe: 'Stripe',
      shopify: 'Shopify',
      github: 'GitHub',
      typeform: 'Typeform',
      slack: 'Slack',
      token: 'A plain token',
    },
    steps: {
      standard: [
        'Make a secret here and keep it with the sender.',
        'Sign by X-Tobiishi-Signature (the command under “Connect” shows how), or with a Standard Webhooks library.',
      ],
      stripe: [
        'In Stripe’s Workbench open the webhook destination and reveal its signing secret (whsec_…).',
        'Enter it below.',
      ],
      shopify: [
        'In Shopify open Settings, Notifications, Webhooks. The secret stands below the list; for an app it is the client secret.',
        'Enter it below.',
      ],
      github: [
        'Make a secret here, or enter one of your own.',
        'In the repository open Settings, Webhooks, choose application/json and enter the same secret.',
      ],
      typeform: [
        'Make a secret here, or enter one of your own.',
        'In Typeform edit the webhook and enter the same text as its secret.',
      ],
      slack: [
        'In the Slack app open Basic Information and show the signing secret.',
        'Enter it below first, then set the address as the request URL: Slack asks for an answer, and gets it.',
      ],
      token: [
        'Make a token here, or enter one of your own (8 characters or more).',
        'Let the sender add it as “Authorization: Bearer …”, as X-Webhook-Token or X-Api-Key, or as ?token=… behind the address.',
      ],
    },
  },
  ja: {
    name: {
      standard: '自社のシステム・Standard Webhooks',
      stripe: 'Stripe',
      shopify: 'Shopify',
      github: 'GitHub',
      typeform: 'Typeform',
      slack: 'Slack',
      token: '合い言葉（トークン）',
    },
    steps: {
      standard: [
        'ここで署名シークレットを作り、送信元に保管します。',
        'X-Tobiishi-Signatureで署名するか（「つなぎ方」のcurlに例があります）、Standard Webhooksのライブラリーを使います。',
      ],
      stripe: [
        'StripeのWorkbenchで送信先を開き、署名シークレット（whsec_…）を表示します。',
        '下に入力します。',
      ],
      shopify: [
        'Shopifyの設定で、通知、Webhookの順に開きます。一覧の下に署名シークレットがあります。アプリの場合はクライアントシークレットです。',
        '下に入力します。',
      ],
      github: [
        'ここで作るか、ご自分で決めた署名シークレットを入力します。',
        'リポジトリーのSettings、Webhooksで、application/jsonを選び、同じ署名シークレットを入力します。',
      ],
      typeform: [
        'ここで作るか、ご自分で決めた署名シークレットを入力します。',
        'TypeformでWebhookを編集し、同じ文字をSecretに入力します。',
      ],
      slack: [
        'SlackのアプリのBasic Informationで、Signing Secretを表示します。',
        '先に下に入力してから、アドレスをRequest URLに設定します。Slackからの確認には自動で答えます。',
      ],
      token: [
        'ここで作るか、ご自分で決めた8文字以上のものを入力します。',
        '送信元で、「Authorization: Bearer …」、X-Webhook-Token、X-Api-Keyのどれかのヘッダーか、アドレスの後ろの「?token=…」に付けます。',
      ],
    },
  },
}
