import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { actionWords } from '../../editor/pages/settings/audit-words.ts'
import { words as eventWords } from '../../server/words/events.ts'

const root = new URL('../../', import.meta.url)
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/** Every file that speaks: it exports a table with `en` and `ja`. */
const files = globSync(['editor/**/*.{ts,tsx}', 'server/**/*.ts'], {
  cwd: root,
  exclude: (name) => name === 'dist',
}).filter((file) => {
  const text = readFileSync(new URL(file, root), 'utf8')
  return /^export const \w+/m.test(text) && /\bja\b/.test(text) && /\ben\b/.test(text)
})

const tables = (await Promise.all(files.map(tablesIn))).flat()

test('there are words to look at', () => {
  expect(tables.length).toBeGreaterThan(40)
})

describe.each(tables)('$name', ({ en, ja }) => {
  test('says the same things in both languages', () => {
    expect(shape(ja)).toEqual(shape(en))
  })

  test('speaks English in English and Japanese in Japanese', () => {
    const mixed = [...sentences(en)].filter(([, text]) => japanese.test(text))
    expect(mixed, 'Japanese in the English table').toEqual([])
    const left = [...sentences(ja)].filter(([, text]) => leftInEnglish(text))
    expect(left, 'English left in the Japanese table').toEqual([])
  })

  test('never says that a mail was delivered', () => {
    const said = [...sentences(en), ...sentences(ja)]
    expect(said.filter(([, text]) => /\bdelivered\b|届きました/i.test(text))).toEqual([])
  })
})

test('the audit log has words for whatever the server records', () => {
  const actions = namesIn('audit/record.ts', /'([a-z-]+\.[a-z-]+)'/g)
  expect(actions).toEqual(expect.arrayContaining(['contact.unsubscribed', 'message.sent-again']))
  expect(actions.filter((action) => !Object.hasOwn(actionWords.en, action))).toEqual([])
})

test('the timeline has words for whatever the server says happened', () => {
  // Neither what is logged nor what only the audit names.
  const names = namesIn('events/record.ts', /(?<!(?:fact|action): )'([a-z-]+\.[a-z-]+)'/g)
  expect(names).toEqual(expect.arrayContaining(['contact.resubscribed', 'source.received']))
  expect(names.filter((name) => !Object.hasOwn(eventWords.en, name))).toEqual([])
})

/** The names that stand in the server's files that write by this module. */
function namesIn(writer: string, name: RegExp): string[] {
  return globSync('server/**/*.ts', { cwd: root })
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .filter((text) => text.includes(`/${writer}'`))
    .flatMap((text) => [...text.matchAll(name)].map(([, found]) => found!))
}

type Table = { name: string; en: object; ja: object }

async function tablesIn(file: string): Promise<Table[]> {
  const exported: Record<string, unknown> = await import(new URL(file, root).pathname)
  return Object.entries(exported).flatMap(([name, value]) => {
    const own = asTable(value)
    // A face carries its words with it.
    const carried = asTable((value as { words?: unknown } | null)?.words)
    return [own, carried].flatMap((table) => (table ? [{ name: `${file} ${name}`, ...table }] : []))
  })
}

function asTable(value: unknown): { en: object; ja: object } | null {
  const { en, ja } = (value ?? {}) as { en?: unknown; ja?: unknown }
  return typeof en === 'object' && typeof ja === 'object' && en && ja ? { en, ja } : null
}

/** The keys of a table with what stands there, without the words themselves. */
function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return typeof value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, shape(each)]))
}

/** Every sentence with the path to it; a function speaks through the texts between its quotes. */
function* sentences(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'function') yield* literals(String(value), path)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      yield* sentences(each, path ? `${path}.${key}` : key)
    }
  }
}

function* literals(source: string, path: string): Generator<[path: string, text: string]> {
  for (const [, , text] of source.matchAll(/(["'`])((?:\\.|(?!\1)[^\\])*)\1/gs)) {
    yield [path, text!.replace(/\$\{[^}]*\}/g, '…')]
  }
}

/** An English phrase and no Japanese: somebody forgot. Names (Contact Form 7) are no phrase. */
const leftInEnglish = (text: string) =>
  !japanese.test(text) && /\b[A-Za-z]{2,} [a-z]{2,}/.test(text)
