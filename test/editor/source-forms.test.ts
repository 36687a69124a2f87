import { describe, expect, test } from 'vitest'
import { edit, editable, payloadOf, wrongIn } from '../../editor/pages/contact/edit.ts'
import { filterOf } from '../../editor/pages/source/filter-draft.ts'
import {
  choicesOf,
  formDraft,
  formOf,
  linesOf,
  reduceForm,
  wrongFields,
} from '../../editor/pages/source/form-draft.ts'
import { leafPaths } from '../../editor/pages/source/leaf-paths.ts'
import { isLoopback } from '../../editor/pages/source/loopback.ts'
import {
  keyFrom,
  mappingDraft,
  mappingOf,
  marksOf,
  used,
  wrongRows,
} from '../../editor/pages/source/mapping.ts'
import { recipes } from '../../editor/pages/source/recipes.ts'
import type { Definition } from '../../editor/parts/attributes.ts'

describe('the attributes of a contact', () => {
  const contact = {
    attributes: { last_name: '田中', orders: 2, vip: true, note: '' },
    language: null,
    zone: null,
  }
  const typed = (key: string, type: Definition['type'], archived = false) => {
    const more = { label: key, choices: [], position: 1, archived, builtIn: false }
    return { key, type, ...more }
  }
  const begin = { contact, definitions: [typed('last_name', 'text')], zone: 'Asia/Tokyo' }
  const rowOf = (key: string) => editable(begin).rows.find((row) => row.key === key)!

  test('are not sent while nobody touches them, so that nobody’s newer value is overwritten', () => {
    expect(payloadOf(editable(begin))).toEqual({ attributes: {} })
    const drafts = [
      edit(editable(begin), { type: 'value', id: rowOf('orders').id, value: '3' }),
      edit(editable(begin), { type: 'zone', zone: 'Asia/Seoul' }),
    ]
    expect(drafts.map(payloadOf)).toEqual([
      { attributes: { orders: '3' } },
      { attributes: {}, zone: 'Asia/Seoul' },
    ])
  })

  test('are taken away when their row is emptied or removed', () => {
    const emptied = edit(editable(begin), {
      type: 'value',
      id: rowOf('last_name').id,
      value: ' ',
    })
    expect(payloadOf(emptied).attributes.last_name).toBeNull()
    const removed = edit(editable(begin), { type: 'remove', id: rowOf('orders').id })
    expect(payloadOf(removed).attributes.orders).toBeNull()
  })

  test('are offered by their types: a date-time by the account’s clock, choices as a list', () => {
    const definitions = [
      typed('visit', 'datetime'),
      typed('likes', 'choices'),
      typed('old', 'number', true),
      typed('age', 'number'),
    ]
    const attributes = { visit: '2026-11-24T01:00:00Z', likes: ['tea'] }
    const draft = editable({ ...begin, definitions, contact: { ...contact, attributes } })
    expect(draft.rows.map(({ key, value }) => [key, value])).toEqual([
      ['visit', '2026-11-24T10:00'],
      ['likes', ['tea']],
      ['age', ''],
    ])
    expect(payloadOf(draft)).toEqual({ attributes: {} })
    const emptied = edit(draft, { type: 'value', id: 1, value: [] })
    expect(payloadOf(emptied)).toEqual({ attributes: { likes: null } })
  })

  test('cannot stand twice under one name, nor under a name that Liquid cannot say', () => {
    const added = edit(editable(begin), { type: 'add' })
    const { id } = added.rows.at(-1)!
    expect(wrongIn(edit(added, { type: 'key', id, key: 'orders' }))).toContain(id)
    expect(wrongIn(edit(added, { type: 'key', id, key: 'member-no' }))).toContain(id)
    expect(wrongIn(edit(added, { type: 'key', id, key: '会員番号' }))).not.toContain(id)
    expect(wrongIn(added).size).toBe(0)
  })
})

describe('the fields of a post', () => {
  test('are named by the dotted paths that a mapping uses', () => {
    const fields = {
      email: 'a@example.jp',
      customer: { name: '田中', tags: ['新規', 'ドリップ'] },
      items: [{ sku: 'A-1' }],
      memo: null,
    }
    expect(leafPaths(fields)).toEqual([
      { path: 'email', value: 'a@example.jp' },
      { path: 'customer.name', value: '田中' },
      { path: 'customer.tags', value: '新規, ドリップ' },
      { path: 'items.0.sku', value: 'A-1' },
      { path: 'memo', value: '' },
    ])
  })
})

describe('a mapping', () => {
  test('is read and written without loss, empty rows left out', () => {
    const mapping = { email: 'your-email', attributes: { company: 'your-company' } }
    const draft = mappingDraft(mapping)
    draft.rows.push({ id: 9, key: '', path: '' })
    expect(mappingOf(draft)).toEqual(mapping)
    expect(mappingOf(mappingDraft({}))).toEqual({})
  })

  test('is not saved with half a row', () => {
    const draft = { email: '', rows: [{ id: 1, key: 'company', path: '' }], ignored: [] }
    expect(wrongRows(draft)).toContain(1)
  })

  test('lets a value be one thing, an attribute be fed by one field, and shows whose word it is', () => {
    const attribute = (key: string) => ({ as: 'attribute' as const, key })
    let draft = used(mappingDraft({}), 'to', { as: 'email' })
    draft = used(draft, 'plan', attribute('plan'))
    draft = used(draft, 'tier', attribute('plan'))
    draft = used(draft, 'owner', { as: 'ignored' })
    expect(mappingOf(draft)).toEqual({
      email: 'to',
      attributes: { plan: 'tier' },
      ignored: ['owner'],
    })
    const marks = marksOf(draft, [
      { key: 'last_name', field: 'sei' },
      { key: 'company', field: 'tier' },
    ])
    expect(Object.fromEntries(marks)).toEqual({
      sei: { use: attribute('last_name'), said: false },
      tier: { use: attribute('plan'), said: true },
      owner: { use: { as: 'ignored' }, said: true },
      to: { use: { as: 'email' }, said: true },
    })
    draft = used(draft, 'to', attribute('to'))
    expect(draft.email).toBe('')
    expect(mappingOf(used(used(draft, 'owner', null), 'to', null))).toEqual({
      attributes: { plan: 'tier' },
    })
    expect(['your-plan', '（ご）希望', '__proto__'].map(keyFrom)).toEqual([
      'your_plan',
      'ご_希望',
      'proto',
    ])
  })
})

describe('a filter', () => {
  const asked = (key: string, from = 'payload') => ({
    join: 'all',
    questions: [{ from, key, as: 'text', op: 'equals', value: 'pro' }],
  })

  test('is sent once every condition asks about a field', () => {
    expect(filterOf(asked('plan'))).toMatchObject({ whole: true, filter: asked('plan') })
    expect(filterOf(asked(''))).toEqual({ whole: false, filter: null })
    expect(filterOf(asked('plan', 'contact'))).toEqual({ whole: false, filter: null })
    expect(filterOf({ join: 'all', questions: [] })).toEqual({ whole: true, filter: null })
  })
})

describe('a form page', () => {
  const asked = (name: string, label: string) => ({
    name,
    label,
    type: 'text' as const,
    required: false,
    help: '',
    choices: [],
    look: 'radio' as const,
    value: '',
    attribute: null,
  })
  const form = {
    title: '登録',
    intro: '',
    button: '登録する',
    thanks: 'ありがとうございます。',
    language: 'ja' as const,
    redirect: '',
    fields: [asked('last_name', '姓'), { ...asked('email', 'メールアドレス'), required: true }],
    topics: [],
  }

  test('comes out as it went in', () => {
    expect(formOf(formDraft({ form, consent: '' }))).toEqual(form)
  })

  test('lets its fields change places', () => {
    const moved = reduceForm(formDraft({ form, consent: '' }), { type: 'move', id: 1, by: -1 })
    expect(formOf(moved).fields.map(({ name }) => name)).toEqual(['email', 'last_name'])
    const dropped = reduceForm(moved, { type: 'drop', id: 0, onto: 1 })
    expect(formOf(dropped)).toEqual(form)
    const back = reduceForm(moved, { type: 'move', id: 1, by: 1 })
    expect(formOf(back)).toEqual(form)
  })

  test('names what is missing before it is sent', () => {
    const added = reduceForm(formDraft({ form: { ...form, button: ' ' }, consent: '' }), {
      type: 'add',
      field: asked('', ''),
    })
    expect(wrongFields(added)).toEqual({ texts: new Set(['button']), fields: new Set([2]) })
  })
})

test('choices are written a line each, with another value where one is wanted', () => {
  const choices = [
    { value: 'お茶', label: 'お茶' },
    { value: 'coffee', label: 'コーヒー=豆' },
  ]
  expect(choicesOf('お茶\n\n coffee=コーヒー=豆 \nお茶')).toEqual(choices)
  expect(choicesOf(linesOf(choices))).toEqual(choices)
})

describe('the address of a source', () => {
  const url = 'https://mail.example.com/in/abc'

  test('is pasted with a form in the language of whoever reads', () => {
    const form = recipes.html(url, 'en')
    expect(form).toContain(`<form action="${url}" method="post">
  <label>First name <input name="first_name" autocomplete="given-name"></label>
  <label>Last name`)
    expect(recipes.html(url, 'ja')).toMatch(/姓 <input name="last_name".*\n.*名 </)
    expect(recipes.curl(url, 'en') + recipes.signed(url, 'en') + form).not.toMatch(/[^\0-\x7f]/)
  })

  test('is out of reach from outside while it is a loopback one', () => {
    const inside = ['127.0.0.1:3000', 'localhost:3000', 'a.localhost', '[::1]:3000']
    expect(inside.filter((host) => !isLoopback(`http://${host}/in/abc`))).toEqual([])
    const outside = ['mail.example.com', '192.168.1.4', 'localhost.example.com', '[2001:db8::1]']
    expect(outside.filter((host) => isLoopback(`http://${host}/in/abc`))).toEqual([])
  })
})
