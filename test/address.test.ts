import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddress } from '../server/contacts/address.ts'
import { displayName, splitName } from '../server/contacts/name.ts'

const local = (length: number) => 'a'.repeat(length)

describe('an address that people type', () => {
  test.for([
    ['taro@example.jp', 'taro@example.jp'],
    [' taro@example.jp\n', 'taro@example.jp'],
    ['　taro@example.jp　', 'taro@example.jp'],
    ['taro＠example.jp', 'taro@example.jp'],
    ['ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'taro@example.jp'],
    ['taro@example．jp', 'taro@example.jp'],
    ['\ufefftaro@exam\u200bple.jp', 'taro@example.jp'],
    ['taro@example.jp\u202c', 'taro@example.jp'],
    ['山田 太郎 <taro@example.jp>', 'taro@example.jp'],
    ['"Yamada, Taro" <taro@example.jp>', 'taro@example.jp'],
    ['<taro@example.jp>', 'taro@example.jp'],
    ['mailto:taro@example.jp', 'taro@example.jp'],
    ['Taro.Yamada@Example.JP', 'Taro.Yamada@example.jp'],
    ["o'hara+news@example.com", "o'hara+news@example.com"],
  ])('%j is read as %s', ([typed, email]) => {
    expect(readAddress(typed!)?.email).toBe(email)
  })
})

describe('an address that can be', () => {
  test.for([
    'a..b@docomo.ne.jp',
    'abc.@ezweb.ne.jp',
    'a.b..c.@docomo.ne.jp',
    'abc.@i.softbank.jp',
    'abc.@t.vodafone.ne.jp',
    'abc.@a2.ezweb.ne.jp',
    '"a..b"@example.com',
    `${local(64)}@example.jp`,
    'user@日本語.jp',
    'user@xn--wgv71a119e.jp',
    'user@sub.domain.example.co.jp',
    '-abc-@docomo.ne.jp',
    'a/b?c@docomo.ne.jp',
  ])('%s', (address) => {
    expect(readAddress(address)).not.toBeNull()
  })
})

describe('an address that cannot be', () => {
  test.for([
    '',
    'taro',
    '@example.jp',
    'taro@',
    'taro@localhost',
    'taro@example',
    'a..b@example.com',
    'abc.@example.com',
    '.abc@docomo.ne.jp',
    'a..b@docomo.ne.jp.example.com',
    'a..b@evil-docomo.ne.jp',
    'a..b@x.vodafone.ne.jp',
    `${local(65)}@example.jp`,
    `${local(60)}@${'a.'.repeat(100)}jp`,
    `taro@${'a'.repeat(64)}.jp`,
    'ta ro@example.jp',
    'taro@exam ple.jp',
    'taro@@example.jp',
    'taro@example.jp, hana@example.jp',
    'taro@example.jp;hana@example.jp',
    'taro@example.jp\r\nBcc: x@example.jp',
    '<taro@example.jp> <hana@example.jp>',
    '"x@inner.example y"@example.jp',
    '"a\\"b"@example.jp',
    'taro@[127.0.0.1]',
    'taro@127.0.0.1',
    'taro@-example.jp',
    'taro@example-.jp',
    'taro@example..jp',
    'taro@example.jp.',
    'taro@exa%6dple.jp',
    'taro@exa_mple.jp',
    '太郎@example.jp',
    'taro@example.jp\0',
  ])('%j', (address) => {
    expect(readAddress(address)).toBeNull()
  })
})

test.for([
  ['Taro@Example.jp', 'taro@EXAMPLE.JP'],
  ['"a..b"@docomo.ne.jp', 'A..b@docomo.ne.jp'],
  ['"abc"@example.jp', 'abc@example.jp'],
  ['user@日本語.jp', 'user@xn--wgv71a119e.jp'],
  ['user@日本語.jp', 'user@日本語．JP'],
])('%s and %s are one person', ([one, other]) => {
  expect(readAddress(one!)!.key).toBe(readAddress(other!)!.key)
})

const atoms = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,12}$/)
const dotted = fc.array(atoms, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
const domains = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/), { minLength: 2, maxLength: 4 })

test('every dot-atom at a domain is possible, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(dotted, domains, (local, labels) => {
      const first = readAddress(`${local}@${labels.join('.')}`)!
      expect(readAddress(first.email)).toEqual(first)
      expect(readAddress(first.key)!.key).toBe(first.key)
    }),
  )
})

/** Any UTF-16, lone surrogates and control characters included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units))

test('no text makes reading throw, and whatever is read has one @ and no space', () => {
  fc.assert(
    fc.property(anyText, fc.string(), (one, two) => {
      for (const typed of [one, `${one}@${two}`, `${one}@example.jp`, `a@${two}.jp`]) {
        const read = readAddress(typed)
        if (read) expect(read.email).toMatch(/^[^\s@]+@[^\s@]+$/u)
      }
    }),
  )
})

test('a very long text is judged at once', () => {
  const start = performance.now()
  for (const text of ['<', '.', '@', 'a.', '"', ' ', '＠']) {
    expect(readAddress(`${text.repeat(500_000)}@example.jp`)).toBeNull()
  }
  expect(performance.now() - start).toBeLessThan(2000)
})

describe('what a contact is called', () => {
  test.for([
    [{ last_name: '山田', first_name: '太郎' }, 'ja', '山田 太郎'],
    [{ last_name: '山田', first_name: '太郎' }, 'en', '山田 太郎'],
    [{ last_name: 'Hopper', first_name: 'Grace' }, 'en', 'Grace Hopper'],
    [{ last_name: 'Hopper', first_name: 'Grace' }, 'ja', 'Hopper Grace'],
    [{ last_name: '　', name: '森　蓮' }, 'ja', '森　蓮'],
    [{ first_name: '蓮' }, 'ja', '蓮'],
    [{}, 'ja', 'taro.y'],
  ] as const)('%j in %s is %s', ([attributes, language, name]) => {
    expect(displayName(attributes, 'taro.y@example.jp', language)).toBe(name)
  })

  test.for([
    ['山田 太郎', { last: '山田', first: '太郎' }],
    ['髙橋　﨑子', { last: '髙橋', first: '﨑子' }],
    ['Grace Hopper', { last: 'Hopper', first: 'Grace' }],
    ['長谷川健', null],
    ['Mary Ann Smith', null],
    ['', null],
  ] as const)('%s is parted only at one space', ([name, parted]) => {
    expect(splitName(name)).toEqual(parted)
  })
})
