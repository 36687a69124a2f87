import fc from 'fast-check'

/** Texts that are code elsewhere, end lines early, or cannot be kept as they are. */
export const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{{ account.name }}{% for a in (1..9999999) %}x{% endfor %}',
  '{% raw %}{{',
  "'; DROP TABLE contacts; --",
  '\\"$1::text$$%_',
  'Ren\r\nBcc: victim@example.jp',
  '\u0000\ud800\u202e',
  'a\u2028b\u2029c\u0085d\u001b[31m',
  '=cmd|calc!A1',
  '../../etc/passwd%00',
  '__proto__',
  'constructor',
  '',
  '　',
  '\ufeff',
  'e\u0301'.repeat(40),
  '👩‍👩‍👧‍👦'.repeat(20),
]

const deep = (levels: number) => {
  let value: unknown = 1
  for (let n = 0; n < levels; n++) value = n % 2 ? [value] : { a: value }
  return value
}

/** What stands where something else was expected. */
export const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[null, true, [], {}, [[]], [null], { length: 1e9 }, 0, -0, -1, 0.5, 1e308, 2 ** 31, 2 ** 53],
    ...['0', '-1', '1e3', 'NaN', '0000-00-00', '0000-01-01', '99999-01-01', '2026-02-30'],
    ...['+275760-09-13T00:00:00Z', '-271821-04-19', '9999-12-31T23:59:60Z', '令和99年99月99日'],
    ...['2026-11-24T00:00:00+99:99', 'Etc/GMT+99', 'x@y', 'http://[::1', '(', '[', '*', '%'],
  ),
  fc.constantFrom(...nasty),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(31, 33, 400).map(deep),
  fc.constantFrom(300, 5_000, 70_000).map((length) => 'x'.repeat(length)),
  fc.constant(500).map((many) => Array.from({ length: many }, (_, n) => n)),
  fc
    .constant(1_000)
    .map((many) => Object.fromEntries(Array.from({ length: many }, (_, n) => [`k${n}`, n]))),
)

/** Bodies that are no JSON, or not the one they say. */
export const raw: fc.Arbitrary<Uint8Array | string> = fc.oneof(
  fc.constantFrom(
    ...['', '{', '[', 'null', '"', '1e400', '[1e400]', '{"a":1,}', '\ufeff{"name":"b"}', 'NaN'],
    ...['{"name":"a","name":"b"}', '{"__proto__":{"name":"a"}}', '{"name":"\\ud800\\u0000"}'],
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    `{"name":"${'x'.repeat(5 * 1024 * 1024)}"}`,
    `{"name":"${'x'.repeat(9 * 1024 * 1024)}"}`,
  ),
  fc.constantFrom<Uint8Array[]>(
    Buffer.from('{"name":"山田"}', 'utf16le'),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"name":"a"}', 'utf16le')]),
    // 山田 in Shift_JIS, and a byte that begins nothing.
    Buffer.from('{"name":"\x8eR\x93c\xff"}', 'latin1'),
  ),
  fc.uint8Array({ maxLength: 60 }),
)
