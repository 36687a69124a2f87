import { describe, expect, test } from 'vitest'
import { beginnings } from '../../editor/canvas/beginnings.ts'
import { differences, isSame } from '../../editor/canvas/differences.ts'
import { drawing } from '../../editor/canvas/drawing.ts'
import { boxesOf } from '../../editor/canvas/ends.ts'
import { lineAt } from '../../editor/canvas/line-at.ts'
import { ways } from '../../editor/canvas/route.ts'
import type { Face, Known } from '../../editor/nodes/face.ts'
import { faceNames, faces } from '../../editor/nodes/index.ts'
import { withoutLiquid } from '../../editor/nodes/liquid-words.ts'
import { noNames } from '../../editor/rules/names.ts'
import { ruleSentence } from '../../editor/rules/sentence.ts'
import { check, parseGraph } from '../../server/engine/check.ts'
import { registry } from '../../server/engine/nodes/index.ts'
import { problemCodes } from '../../server/engine/problem.ts'
import type { Rule } from '../../server/engine/rule.ts'
import { words as problems } from '../../server/words/problems.ts'
import { branch, graphOf, hand, mail, wait } from '../engine/make.ts'

const languages = ['en', 'ja'] as const

const known: Known = {
  names: noNames,
  settings: { reentry: 'never' },
  sources: [
    {
      id: 1,
      name: '新規会員登録フォーム',
      kind: 'form',
      url: 'https://example.jp/f/x',
      open: true,
      asksConsent: true,
    },
  ],
}

const face = (name: keyof typeof faces) => faces[name] as Face

describe('every kind of node', () => {
  test.each(faceNames)('%s speaks both languages from the moment it is put down', (name) => {
    const { fresh } = registry[name]
    for (const language of languages) {
      const words = face(name).words[language]
      expect(words.kind).not.toBe('')
      expect(words.hint).not.toBe('')
      expect(words.title(fresh, known)).not.toBe('')
      expect(words.meaning(fresh, known).sentence).not.toBe('')
    }
    const { en, ja } = face(name).words
    expect(en.title(fresh, known)).not.toBe(ja.title(fresh, known))
  })

  test('has a key of its own that no tool uses', () => {
    const letters = faceNames.map((name) => faces[name].letter)
    expect(new Set([...letters, 'v', 'h', 'f', 'l', 'a']).size).toBe(letters.length + 5)
  })

  test('that parts the path says what stands on each line', () => {
    const branches = [
      branch('gold', 'plan', 'gold'),
      { ...branch('tokyo', 'prefecture', '東京都'), name: '' },
    ]
    const out = (language: 'en' | 'ja') =>
      registry.condition
        .outs({ name: '', branches: branches as never })
        .map((handle) => face('condition').words[language].out({ branches }, handle, known))
    expect(out('ja')).toEqual(['gold', 'prefectureが「東京都」', 'それ以外'])
    expect(out('en')).toEqual(['gold', 'prefecture is “東京都”', 'Otherwise'])
  })
})

describe('a stone in words', () => {
  const tell = (name: keyof typeof faces, data: unknown, language: 'en' | 'ja' = 'ja') => {
    const words = face(name).words[language]
    return [words.title(data, known), words.summary(data, known)]
  }

  test('names its source, who may enter, how long, and the subject without Liquid', () => {
    const trigger = { name: '', kind: 'source', sourceId: 1 }
    expect(tell('trigger', trigger)).toEqual(['新規会員登録フォーム', 'フォーム・1人1回'])
    expect(tell('trigger', hand)).toEqual(['手動で入れる', '手動・1人1回'])
    expect(tell('wait', { name: '', ...wait(3, 'months') })).toEqual(['3か月待つ', ''])
    expect(tell('wait', { name: '', ...wait(1, 'days') }, 'en')).toEqual(['Wait 1 day', ''])
    const letter = {
      name: '',
      ...mail('{{ contact.last_name | honorific: "様" }}{% if x %}、{% endif %}ようこそ'),
    }
    expect(tell('send', letter)).toEqual(['〈姓〉、ようこそ', '広告宣伝'])
    expect(tell('send', { ...letter, name: 'ようこそ' })).toEqual([
      'ようこそ',
      '件名「〈姓〉、ようこそ」',
    ])
  })

  test('says a rule aloud', () => {
    const questions: Rule['questions'] = [
      { from: 'contact', key: 'last_name', as: 'text', op: 'is-not-empty', value: '' },
      { from: 'payload', key: 'plan', as: 'text', op: 'contains', value: 'gold' },
    ]
    const rule: Rule = { join: 'all', questions }
    expect(ruleSentence(rule, 'ja', noNames)).toBe('姓がある、かつ届いたplanに「gold」を含む')
    expect(ruleSentence({ ...rule, join: 'any' }, 'en', noNames)).toBe(
      'Last name has a value or plan (as it came in) contains “gold”',
    )
  })

  test('shows merge fields by name', () => {
    expect(withoutLiquid('Hello {{ contact.first_name | fallback: "there" }}!', 'en')).toBe(
      'Hello [First name]!',
    )
    expect(withoutLiquid('{{payload.plan}}のご案内', 'ja')).toBe('〈plan〉のご案内')
  })

  test.each(languages)(
    'has a sentence for every problem, with and without a value (%s)',
    (language) => {
      for (const code of problemCodes) {
        const [bare, valued] = [
          problems[language][code](undefined),
          problems[language][code]('VIP'),
        ]
        expect(bare).not.toMatch(/undefined|VIP/)
        expect(valued).not.toMatch(/undefined/)
        expect(bare.length).toBeGreaterThan(8)
      }
    },
  )
})

describe('a beginning', () => {
  test.each(languages)('can be saved as it is, and says what is left to write (%s)', (language) => {
    for (const graph of Object.values(beginnings(language, known.sources ?? []))) {
      expect(parseGraph(graph)).toEqual({ graph })
    }
    const { welcome, branch } = beginnings(language, known.sources ?? [])
    expect(check(welcome, { sourceIds: [1] })).toEqual([])
    expect(check(branch, { sourceIds: [1] })).toEqual([])
  })

  test('without a source asks for one', () => {
    const codes = check(beginnings('ja', []).welcome).map((problem) => problem.code)
    expect(codes).toEqual(['source-missing'])
  })
})

const path = graphOf(
  { start: ['trigger', hand], hello: ['send', mail()], plan: ['condition', { branches: [] }] },
  [
    ['start', 'hello'],
    ['hello', 'plan'],
  ],
)

describe('two versions', () => {
  test('differ in what somebody who walks would notice', () => {
    const other = structuredClone(path)
    other.nodes[1]!.data.subject = 'Hi'
    other.nodes[2] = { ...other.nodes[2]!, id: 'new' }
    other.edges[1]!.target = 'new'
    const { added, changed, removed, count } = differences(path, other)
    expect(added.map((node) => node.id)).toEqual(['new'])
    expect(changed.map((node) => node.id)).toEqual(['hello'])
    expect(removed.map((node) => node.id)).toEqual(['plan'])
    expect(count).toBe(3)
  })

  test('do not differ by where stones lie or how keys are ordered', () => {
    const moved = structuredClone(path)
    moved.nodes[0]!.position = { x: 80, y: 80 }
    expect(differences(path, moved).count).toBe(0)
    expect(isSame(path, moved)).toBe(false)
    const { schema, nodes, edges, settings } = path
    expect(isSame(path, { settings, edges, nodes, schema })).toBe(true)
  })

  test('differ when a line leads elsewhere', () => {
    const other = structuredClone(path)
    other.edges[0]!.target = 'plan'
    expect(differences(path, other)).toMatchObject({ lines: 2, count: 2 })
  })
})

describe('the small ends', () => {
  const placed = structuredClone(path)
  placed.nodes[1]!.position = { x: 0, y: 80 }
  placed.nodes[2]!.position = { x: 0, y: 168 }
  const boxes = boxesOf(placed)

  test('lie below the stone whose path ends', () => {
    expect(boxes.get('end:plan:else')).toMatchObject({ x: -36, y: 168 + 66 + 24 })
  })

  test('are a place to let a stone go, like the line to them', () => {
    const drawn = drawing(placed)
    const found = (x: number, y: number) => lineAt({ x, y }, drawn, ways(drawn, boxes))
    expect(found(4, 270)).toEqual({
      lineId: 'end:plan:else',
      from: { nodeId: 'plan', out: 'else' },
    })
    expect(found(0, 70)?.from).toEqual({ nodeId: 'start', out: 'out' })
    expect(found(200, 70)).toBeNull()
  })
})
