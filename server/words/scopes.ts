/**
 * The rooms of the API, by the first word of their paths: what a key may read or write is chosen by
 * these. Reading and writing are two permissions; who writes need not be able to read.
 */
const en = {
  events: 'Events',
  contacts: 'Contacts',
  journeys: 'Journeys',
  enrollments: 'Walks through journeys',
  messages: 'Mails',
  mailbox: 'Built-in mailbox',
  liquid: 'Mail previews',
  sources: 'Sources',
  forms: 'Forms',
  requests: 'Posts received',
  segments: 'Segments',
  imports: 'Imports',
  exports: 'Exports',
  'contact-views': 'Saved views of contacts',
  'bulk-acts': 'Acts on many contacts',
  attributes: 'Attributes',
  tags: 'Tags',
  topics: 'Topics',
  webhooks: 'Webhooks',
  account: 'Account',
  'api-keys': 'API keys',
  audit: 'Audit log',
}

const ja: typeof en = {
  events: 'イベント',
  contacts: 'コンタクト',
  journeys: 'シナリオ',
  enrollments: '適用',
  messages: 'メール',
  mailbox: '内蔵メールボックス',
  liquid: 'メールのプレビュー',
  sources: '受付口',
  forms: 'フォーム',
  requests: '届いた内容',
  segments: 'セグメント',
  imports: '取り込み',
  exports: '書き出し',
  'contact-views': 'コンタクトの保存済み表示',
  'bulk-acts': 'コンタクトの一括操作',
  attributes: '属性',
  tags: 'タグ',
  topics: 'トピック',
  webhooks: 'Webhook通知',
  account: 'アカウント',
  'api-keys': 'APIキーの管理',
  audit: '操作の記録',
}

export const rooms = { en, ja }

export type Room = keyof typeof en
