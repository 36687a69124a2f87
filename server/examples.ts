type Example = { body: unknown; answer: unknown }

/** What is sent and what comes back, for the routes that programs use most. */
export const examples: Record<string, Example> = {
  'POST /api/contacts': {
    body: {
      email: 'hana@example.jp',
      attributes: { last_name: '森', first_name: '花' },
      language: 'ja',
      consent: { basis: 'opt-in', wording: 'お知らせを受け取ります' },
    },
    answer: {
      id: 1,
      email: 'hana@example.jp',
      name: '森 花',
      attributes: { last_name: '森', first_name: '花' },
      language: 'ja',
      tags: [],
      suppression: null,
    },
  },
  'POST /api/events': {
    body: {
      name: 'order.paid',
      contact: { email: 'hana@example.jp' },
      key: 'order-1024',
      payload: { total: 4800 },
    },
    answer: { id: 1 },
  },
  'POST /api/segments/count': {
    body: {
      rule: {
        join: 'all',
        questions: [{ from: 'event', name: 'order.paid', op: 'at-least', times: 1 }],
      },
    },
    answer: { count: 1, exact: true, basis: 'everybody' },
  },
  'POST /api/bulk-acts': {
    body: { act: 'add-tag', values: { tag: 'VIP' }, audience: { query: { search: 'hana' } } },
    answer: { id: 1, act: 'add-tag', state: 'waiting', total: 1, done: 0 },
  },
  'POST /api/webhooks': {
    body: { name: 'CRM', url: 'https://crm.example.jp/in', events: ['order.paid'] },
    answer: { id: 1, name: 'CRM', events: ['order.paid'], open: true, secret: 'whsec_…' },
  },
  'POST /api/tags': { body: { name: '会員' }, answer: { id: 1, name: '会員' } },
  'POST /api/attributes': {
    body: {
      key: 'plan',
      label: 'プラン',
      type: 'choice',
      choices: [{ value: 'gold', label: 'ゴールド' }],
    },
    answer: { attributes: [{ key: 'plan', label: 'プラン', type: 'choice' }] },
  },
  'POST /api/segments': {
    body: {
      name: 'お買い上げの方',
      kind: 'dynamic',
      rule: {
        join: 'all',
        questions: [{ from: 'event', name: 'order.paid', op: 'at-least', times: 1 }],
      },
    },
    answer: { id: 1, name: 'お買い上げの方', kind: 'dynamic' },
  },
  'POST /api/sources': {
    body: { name: 'ECサイト', kind: 'webhook' },
    answer: { id: 1, name: 'ECサイト', kind: 'webhook', open: true },
  },
  'POST /api/exports': {
    body: {
      reason: '春の展示会の案内状',
      columns: ['email', 'attribute:last_name', 'tags'],
      audience: { query: { search: 'hana' } },
    },
    answer: { id: 1, contacts: 1, rows: null, url: '/api/exports/1/file' },
  },
  'POST /api/journeys': {
    body: { name: 'ウェルカム', graph: { schema: 1, nodes: [], edges: [] } },
    answer: { id: 1 },
  },
  'POST /api/journeys/:id/publication': { body: { revision: 3 }, answer: { number: 1 } },
}
