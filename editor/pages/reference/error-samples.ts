import { words } from '../../../server/words/errors.ts'

type Words = (typeof words)['en']
export type Code = keyof Words
type Facts = {
  [C in Code as Words[C] extends string ? never : C]: Words[C] extends (facts: infer F) => string
    ? F
    : never
}

/** For sentences that are made of something: what they might be made of. */
const samples = {
  'wrong-input': { fields: ['email'] },
  'scope-missing': { scope: 'contacts:read' },
  'too-deep': { levels: 32 },
  'graph-wrong': { problems: [1, 2] },
  'graph-unfinished': { problems: [1, 2] },
  'draft-stale': { savedBy: 'Ren Mori' },
  'mail-unfinished': { problems: [1, 2] },
  'attribute-wrong': { wrong: [{ label: 'birthday', type: 'date' }] },
  'values-unreadable': { count: 3 },
  'event-wrong': { field: 'name' },
  'segment-used': { by: ['VIP'] },
  'tag-used': { by: ['VIP'] },
  'rule-names-missing': { missing: ['segment'] },
} satisfies Facts

export const codes = Object.keys(words.en) as Code[]

/** What a code says, as an answer would say it. Pure. */
export function sentenceFor(code: Code, language: 'ja' | 'en'): string {
  const sentence = words[language][code]
  if (typeof sentence === 'string') return sentence
  const facts = (samples as Record<string, unknown>)[code]
  return (sentence as (facts: unknown) => string)(facts)
}
