import type { Rule } from '../../../server/engine/rule.ts'

const all = (...questions: Rule['questions']): Rule => ({ join: 'all', questions })

/** Rules that many begin with; each is whole as it stands. */
export const examples = {
  bought: all({
    from: 'event',
    name: 'purchased',
    op: 'at-least',
    times: 1,
    withinDays: 30,
    where: [],
  }),
  quiet: all({
    from: 'message',
    did: 'clicked',
    op: 'has-not',
    journeyId: null,
    nodeId: null,
    withinDays: 90,
  }),
  reachable: all({ from: 'consent', op: 'given' }, { from: 'suppression', op: 'not-suppressed' }),
} as const satisfies Record<string, Rule>

export type Example = keyof typeof examples
export const exampleKeys = Object.keys(examples) as Example[]

export const words = {
  en: {
    bought: 'Bought in the last 30 days',
    quiet: 'No click for 90 days',
    reachable: 'Agreed to advertising, mail not stopped',
  },
  ja: {
    bought: '過去30日に購入した人',
    quiet: '90日間クリックのない人',
    reachable: '広告メールに同意していて配信停止でない人',
  },
}
