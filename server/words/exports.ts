import type { Fact } from '../exports/wanted.ts'

/** Heads and words of an exported file. */
const en = {
  facts: {
    id: 'Contact ID',
    email: 'E-mail address',
    language: 'Language',
    zone: 'Time zone',
    tags: 'Tags',
    consent: 'Consent',
    consentAt: 'Consent given or withdrawn on',
    topics: 'Topics',
    suppressed: 'Gets no mail because',
    createdAt: 'Added',
    updatedAt: 'Last changed',
  } satisfies Record<Fact, string>,
  consent: { given: 'given', withdrawn: 'withdrawn' },
  suppressed: {
    unsubscribed: 'unsubscribed',
    bounced: 'bounced',
    complained: 'reported as spam',
    'by-hand': 'stopped by hand',
  },
  between: ', ',
  yes: 'yes',
  no: 'no',
  fileName: 'contacts',
}

const ja: typeof en = {
  facts: {
    id: 'コンタクトID',
    email: 'メールアドレス',
    language: '言語',
    zone: 'タイムゾーン',
    tags: 'タグ',
    consent: '同意',
    consentAt: '同意・撤回の日時',
    topics: 'トピック',
    suppressed: '配信しない理由',
    createdAt: '登録日時',
    updatedAt: '最終更新',
  },
  consent: { given: '同意あり', withdrawn: '撤回' },
  suppressed: {
    unsubscribed: '配信停止',
    bounced: 'バウンス',
    complained: '迷惑メール報告',
    'by-hand': '手動で停止',
  },
  between: '、',
  yes: 'はい',
  no: 'いいえ',
  fileName: 'コンタクト',
}

export const words = { en, ja }
