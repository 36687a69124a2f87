import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withKind, withOperator } from '../../editor/rules/comparing.ts'
import { blank, type Edit, editRule } from '../../editor/rules/edit.ts'
import { instantOf, localOf } from '../../editor/rules/moments.ts'
import { noNames } from '../../editor/rules/names.ts'
import { OTHER, questionAbout, type Subject, subjectOf } from '../../editor/rules/subjects.ts'
import { isGroup, type Rule, ruleSchema } from '../../server/engine/rule.ts'

const empty: Rule = { join: 'all', questions: [] }
const tagged = questionAbout('tag', noNames)
const after = (...edits: Edit[]) => edits.reduce(editRule, empty)

describe('building a rule', () => {
  test('an empty one stands open for its first condition', () => {
    const rule = after({ type: 'change', at: [0], question: tagged })
    expect(rule).toEqual({ join: 'all', questions: [tagged] })
  })

  test('a group is joined the other way and goes when its last condition goes', () => {
    const rule = after({ type: 'group', at: [] }, { type: 'ask', at: [1] })
    expect(rule.questions).toEqual([blank, { join: 'any', questions: [blank, blank] }])
    const left = [rule]
      .map((rule) => editRule(rule, { type: 'remove', at: [1, 0] }))
      .map((rule) => editRule(rule, { type: 'remove', at: [1, 0] }))
    expect(left).toEqual([{ join: 'all', questions: [blank] }])
  })

  test('a condition is changed where it stands, and a group joined anew', () => {
    const rule = after(
      { type: 'group', at: [] },
      { type: 'change', at: [1, 0], question: tagged },
      { type: 'join', at: [1], join: 'none' },
    )
    expect(rule.questions[1]).toEqual({ join: 'none', questions: [tagged] })
  })

  test('never breaks a rule, nor changes the one before', () => {
    const at = fc.array(fc.nat({ max: 3 }), { maxLength: 3 })
    const edit = fc.oneof(
      fc.record({ type: fc.constantFrom('ask', 'group', 'remove'), at }),
      fc.record({ type: fc.constant('join' as const), at, join: fc.constantFrom('any', 'none') }),
      fc.record({ type: fc.constant('change' as const), at, question: fc.constant(tagged) }),
    ) as fc.Arbitrary<Edit>
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let rule = empty
        for (const each of edits) {
          const before = structuredClone(rule)
          const next = editRule(rule, each)
          expect(rule).toEqual(before)
          rule = next
        }
        expect(ruleSchema.parse(rule)).toEqual(rule)
        expect(hasEmptyGroup(rule)).toBe(false)
      }),
    )
  })
})

const hasEmptyGroup = (rule: Rule): boolean =>
  rule.questions.some(
    (part) => isGroup(part) && (part.questions.length === 0 || hasEmptyGroup(part)),
  )

test('another operator keeps what was filled in where it fits', () => {
  const text = { key: 'plan', as: 'text', op: 'equals', value: 'gold' } as const
  const several = withOperator({ ...text }, 'one-of')
  expect(several).toMatchObject({ op: 'one-of', values: ['gold'] })
  expect(withOperator(several, 'contains')).toMatchObject({ op: 'contains', value: 'gold' })
  expect(withOperator({ ...text }, 'is-empty').value).toBe('')
  const date = withKind({ ...text }, 'date')
  expect(date).toMatchObject({ as: 'date', op: 'equals', value: '' })
  expect(withOperator(date, 'within-past').value).toBe('30')
})

test('every subject has a question that the schema takes and that leads back to it', () => {
  const subjects: Subject[] = [
    ...(['contact:last_name', 'profile:language', 'profile:zone', 'profile:created'] as const),
    ...(['payload', 'tag', 'topic', 'consent', 'suppression', 'event', 'last-event'] as const),
    ...(['message', 'segment', 'journey', OTHER] as const),
  ]
  for (const subject of subjects) {
    const question = questionAbout(subject, noNames)
    expect(ruleSchema.parse({ join: 'all', questions: [question] }).questions).toEqual([question])
    expect(subjectOf(question, noNames)).toBe(subject)
  }
})

test('a moment is typed in the account’s zone and kept as an instant', () => {
  expect(instantOf('2026-01-05T09:30', 'Asia/Tokyo')).toBe('2026-01-05T00:30:00Z')
  expect(localOf('2026-01-05T00:30:00Z', 'Asia/Tokyo')).toBe('2026-01-05T09:30')
  expect([instantOf('', 'Asia/Tokyo'), localOf('2026', 'Asia/Tokyo')]).toEqual(['', ''])
})
