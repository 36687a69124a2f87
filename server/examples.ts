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
  'POST /api/journeys/:id/publication': { body: { revision: 3 }, answer: { number: 1 } },
}
