import { describe, expect, test } from 'vitest'
import { judge } from '../server/sources/judge.ts'
import { read } from '../server/sources/read/read.ts'

describe('reading', () => {
  const form = 'application/x-www-form-urlencoded'
  const json = 'application/json'
  const fields = (body: string | Uint8Array, contentType: string) => {
    const reading = read(typeof body === 'string' ? Buffer.from(body) : body, contentType)
    return reading.type === 'read' ? reading.fields : `${reading.reason}: ${reading.detail}`
  }

  test.for([
    ['{"a":1}', json, { a: 1 }],
    ['\ufeff{"a":1}', json, { a: 1 }],
    ['{"a":1}', 'application/vnd.api+json', { a: 1 }],
    ['{"a":1}', 'text/plain;charset=utf-8', { a: 1 }],
    ['{"a":1}', form, { a: 1 }],
    ['{"a":1}', '', { a: 1 }],
    ['a=1', '', { a: '1' }],
    ['a=1&a=2&b=', form, { a: ['1', '2'], b: '' }],
    ['a[]=1&a[]=2&b[]=1', form, { a: ['1', '2'], b: ['1'] }],
    ['a[b]=1&a[c][]=2&a[c][]=3', form, { a: { b: '1', c: ['2', '3'] } }],
    ['a=1&a[b]=2', form, { a: '1', 'a[b]': '2' }],
    ['a[b]=2&a=1', form, { a: [{ b: '2' }, '1'] }],
    ['a[][b]=1&c[d=1&[e]=1', form, { 'a[][b]': '1', 'c[d': '1', '[e]': '1' }],
    ['a=%E3%81%82+b%zz&c', form, { a: 'あ b%zz', c: '' }],
    ['__proto__=1&__proto__[x]=2&a[__proto__][y]=3', form, { '__proto__[x]': '2', a: {} }],
    ['{"__proto__":{"x":1},"a":{"__proto__":1,"b":2}}', json, { a: { b: 2 } }],
    ['{"a":"x\\u0000y\\ud842"}', json, { a: 'xy\ufffd' }],
    ['a=x%00y', form, { a: 'xy' }],
    [`${'&'.repeat(5000)}=1&&a=1&`, form, { '': '1', a: '1' }],
    ['{"n":1e999}', json, { n: null }],
  ] as const)('%j as %s', ([body, contentType, want]) => {
    expect(fields(body, contentType)).toEqual(want)
  })

  test.for([
    ['nothing', '', json, 'body-empty: null'],
    ['half an object', '{"a":', json, 'body-unreadable: null'],
    ['a broken object', '{"a":1,\n]}', json, 'body-unreadable: line 2 column 1'],
    ['a list', '[1]', json, 'body-unreadable: JSON object'],
    ['a text', '"a"', json, 'body-unreadable: JSON object'],
    ['null', 'null', json, 'body-unreadable: JSON object'],
    ['plain words', 'hello', 'text/plain', 'body-type: text/plain'],
    ['bytes', 'a=1', 'application/octet-stream', 'body-type: application/octet-stream'],
    ['XML', '<a/>', 'text/xml', 'body-type: text/xml'],
    ['words of no type', 'hello', '', 'body-type: null'],
    ['parts without a boundary', 'a', 'multipart/form-data', 'body-unreadable: boundary'],
    ['cut parts', '--b\r\n\r\ncut', 'multipart/form-data; boundary=b', 'body-unreadable: boundary'],
    ['depth', `{"a":${'['.repeat(50)}${']'.repeat(50)}}`, json, 'too-deep: null'],
    [
      'an abyss',
      `{"a":${'['.repeat(250_000)}${']'.repeat(250_000)}}`,
      json,
      'too-many-fields: 20000',
    ],
    ['half an abyss', `{"a":${'['.repeat(500_000)}`, json, 'body-unreadable: null'],
    ['a long list', `{"a":[${'1,'.repeat(500_000)}1]}`, json, 'too-many-fields: 20000'],
    ['a long form', 'a=1&'.repeat(10_000), form, 'too-many-fields: 1000'],
  ] as const)('%s is refused', ([, body, contentType, why]) => {
    expect(fields(body, contentType)).toBe(why)
  })

  test('tells charsets apart when labels lie or say nothing', () => {
    const sjis = Uint8Array.from([0x61, 0x3d, 0x8e, 0x52, 0x93, 0x63])
    const utf8 = Buffer.from('a=山田')
    const jis = Buffer.from('a=\x1b$B;3ED\x1b(B', 'latin1')
    const latin = Buffer.from('a=Jos\u00e9', 'latin1')
    const cut = Buffer.from('a=ありがとうございまし\u00ff', 'utf8').subarray(0, -3)
    expect(fields(sjis, form)).toEqual({ a: '山田' })
    expect(fields(sjis, `${form}; charset=utf-8`)).toEqual({ a: '山田' })
    expect(fields(sjis, `${form}; charset=CP932`)).toEqual({ a: '山田' })
    expect(fields(sjis, `${form}; charset=nonsense`)).toEqual({ a: '山田' })
    expect(fields(utf8, `${form}; charset=Shift_JIS`)).toEqual({ a: '山田' })
    expect(fields(jis, form)).toEqual({ a: '山田' })
    expect(fields(latin, form)).toEqual({ a: 'José' })
    expect(fields(cut, form)).toEqual({ a: 'ありがとうございま\ufffd' })
    expect(fields(`_charset_=windows-31j&a=%C3%A9`, form)).toMatchObject({ a: 'ﾃｩ' })
    expect(fields('a=%C3%A9', form)).toMatchObject({ a: 'é' })
  })

  test('reads parts that name their own charset, and files by name and size', () => {
    const lines = [
      '--b',
      'Content-Disposition: form-data; name="a"',
      'Content-Type: text/plain; charset=ISO-8859-1',
      '',
      'Jos\u00e9',
      '--b',
      'Content-Disposition: form-data; name="say %22hi%22"',
      '',
      '\u00e3\u0081\u0082',
      '--b',
      `Content-Disposition: form-data; name="f"; filename*=UTF-8''%E5%90%8D.pdf`,
      'Content-Type: application/pdf',
      '',
      '\u00ff\u00fe',
      '--b--',
      '',
    ]
    const body = Buffer.from(lines.join('\r\n'), 'latin1')
    expect(fields(body, 'multipart/form-data; boundary="b"')).toEqual({
      a: 'José',
      'say "hi"': 'あ',
      f: { name: '名.pdf', size: 2 },
    })
  })
})

/** A post of nearly a megabyte. */
const megabyte = (around: [string, string], piece: string) => {
  const times = Math.floor((1024 * 1024 - 200) / Buffer.byteLength(piece, 'latin1'))
  return Buffer.from(`${around[0]}${piece.repeat(times)}${around[1]}`, 'latin1')
}
const form = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data; boundary=b'

// Each of these takes a careless pattern minutes; the test's own time limit is the measure.
test.for([
  ['brackets in a name', megabyte(['{"', '":"a"}'], '('), 'application/json'],
  ['notes in a name', megabyte(['{"', '":"a"}'], '(required'), 'application/json'],
  ['capitals in a name', megabyte(['{"', '":"a"}'], 'aB'), 'application/json'],
  ['brackets in an address', megabyte(['{"email":"', '"}'], '<a@'), 'application/json'],
  ['dots in an address', megabyte(['{"email":"a@', '"}'], 'a.'), 'application/json'],
  ['spaces in a name', megabyte(['{"email":"a@b.jp","kana":"', '"}'], ' '), 'application/json'],
  ['long numbers', megabyte(['{"n":[', '1]}'], '1234567890123456789,'), 'application/json'],
  ['broken UTF-8', megabyte(['email=a@b.jp&x=', ''], '\u00e3'), form],
  ['half-width kana', megabyte(['email=a@b.jp&x=', ''], '\u00b1'), form],
  ['nested names', megabyte(['email=a@b.jp&x', '=1'], '[a]'), form],
  ['open names', megabyte(['email=a@b.jp&x', '=1'], '['), form],
  ['parameters', megabyte(['--b\r\nContent-Disposition: x', '\r\n\r\n\r\n--b--'], '; '), multipart],
  ['headers', megabyte(['--b\r\n', '\r\n\r\n\r\n--b--'], 'a:\r\n'), multipart],
  ['half boundaries', megabyte(['--b\r\n', ''], '\r\n--'), multipart],
] as const)('a megabyte of %s is judged at once', ([, body, contentType]) => {
  expect(['taken', 'refused']).toContain(judge({ body, contentType }, { mapping: {} }).type)
})
