import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptAnswers, readAnswer } from '../server/sources/answers.ts'
import { formPageSchema } from '../server/sources/form-page.ts'
import type { FormField } from '../server/sources/table.ts'

const field = (more: Partial<FormField>): FormField => ({
  name: 'answer',
  label: 'Answer',
  type: 'text',
  required: false,
  help: '',
  choices: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
  look: 'radio',
  value: '',
  attribute: null,
  ...more,
})

describe('an answer', () => {
  test.for([
    ['text', ' 森 ', '森'],
    ['kana', 'もり', 'モリ'],
    ['kana', 'ﾊｶﾞﾈ', 'ハガネ'],
    ['kana', 'ヴァン・ゴッホ', 'ヴァン・ゴッホ'],
    ['number', '１，２３４．５', 1234.5],
    ['number', '-3', -3],
    ['date', '2026-01-05', '2026-01-05'],
    ['date', '２０２６年１月５日', '2026-01-05'],
    ['date', '2028/2/29', '2028-02-29'],
    ['email', 'REN＠example.jp', 'REN@example.jp'],
    ['choice', 'b', 'b'],
  ] as const)('to a %s question, %s, is read as %s', ([type, given, value]) => {
    expect(readAnswer(field({ type }), given)).toEqual({ value, wrong: null })
  })

  test.for([
    ['kana', '森', 'kana-impossible'],
    ['number', '12人', 'number-impossible'],
    ['number', '1e999', 'number-impossible'],
    ['date', '2026-02-30', 'date-impossible'],
    ['date', 'tomorrow', 'date-impossible'],
    ['email', 'ren', 'email-impossible'],
    ['choice', 'c', 'choice-unknown'],
    ['text', 'x'.repeat(501), 'too-long'],
  ] as const)('to a %s question cannot be %s', ([type, given, wrong]) => {
    expect(readAnswer(field({ type }), given).wrong).toBe(wrong)
  })

  test('with several choices is a list, each once and only what is offered', () => {
    const several = field({ type: 'choices' })
    expect(readAnswer(several, ['a', 'b', 'a'])).toEqual({ value: ['a', 'b'], wrong: null })
    expect(readAnswer(several, 'a')).toEqual({ value: ['a'], wrong: null })
    expect(readAnswer(several, ['a', 'x']).wrong).toBe('choice-unknown')
    expect(readAnswer({ ...several, required: true }, []).wrong).toBe('missing')
  })

  test('that is left empty is missing only where it is required', () => {
    for (const given of [undefined, null, '', '　']) {
      expect(readAnswer(field({ required: true }), given).wrong).toBe('missing')
      expect(readAnswer(field({ type: 'number' }), given)).toEqual({ value: null, wrong: null })
    }
  })

  test('of any kind is read or refused, never thrown', () => {
    const types = fc.constantFrom(...(['text', 'kana', 'number', 'date', 'choices'] as const))
    fc.assert(
      fc.property(types, fc.jsonValue(), (type, given) => {
        readAnswer(field({ type }), given as never)
      }),
    )
  })
})

test('a contact keeps the answers that name an attribute, in their types', () => {
  const form = formPageSchema.parse({
    title: 'T',
    intro: '',
    button: 'B',
    thanks: 'Thanks',
    language: 'en',
    fields: [
      { name: 'email', label: 'E-mail', required: false },
      { name: 'seats', label: 'Seats', type: 'number', required: false, attribute: 'seats' },
      { name: 'note', label: 'Note', type: 'long', required: false },
      {
        name: 'likes',
        label: 'Likes',
        type: 'choices',
        required: false,
        attribute: 'likes',
        choices: [{ value: 'tea', label: 'Tea' }],
      },
    ],
  })
  expect(form.fields[0]).toMatchObject({ type: 'email', required: true })
  const fields = { email: 'a@example.jp', seats: '２', note: 'x', likes: 'tea' }
  expect(keptAnswers(form, fields)).toEqual({ seats: 2, likes: ['tea'] })
  expect(keptAnswers(form, { seats: 'many' })).toEqual({})
})

describe('a form page', () => {
  const page = {
    title: 'T',
    intro: '',
    button: 'B',
    thanks: 'Thanks',
    language: 'en',
    fields: [{ name: 'email', label: 'E-mail', required: true }],
  }
  const more = (field: object) => ({
    ...page,
    fields: [...page.fields, { name: 'x', label: 'X', required: false, ...field }],
  })

  test.for([
    ['a choice of nothing', more({ type: 'choice' })],
    ['a hidden field that must be filled in', more({ type: 'hidden', required: true })],
    [
      'one attribute twice',
      {
        ...more({ attribute: 'a' }),
        ...{
          fields: [
            ...page.fields,
            ...['p', 'q'].map((name) => ({ name, label: name, required: false, attribute: 'a' })),
          ],
        },
      },
    ],
    ['a redirect that is script', { ...page, redirect: 'javascript:alert(1)' }],
    ['a redirect to nowhere', { ...page, redirect: '/thanks' }],
  ] as const)('cannot have %s', ([, form]) => {
    expect(formPageSchema.safeParse(form).success).toBe(false)
  })
})
