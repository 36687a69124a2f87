import { TextInput } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { type ConditionData, ELSE } from '../../server/engine/nodes/condition.ts'
import { asksAnything, ruleSentence } from '../rules/sentence.ts'
import { type Language, useWords } from '../words.ts'
import { Branches } from './branches.tsx'
import type { Face, FaceWords, FormProps, Known } from './face.ts'

const sentences = {
  en: {
    kind: 'Condition',
    hint: 'Parts the path by what is known of a person',
    unasked: 'Choose what to look at',
    ways: (count: number) => `Parts into ${count} ways`,
    twoWays: 'Met, or otherwise',
    chooseFirst: 'Choose what to look at: whoever meets no branch goes “Otherwise”.',
    inOrder: 'Asked in order; the first branch that is met is taken.',
    otherwise: 'Everybody else goes “Otherwise”.',
    else: 'Otherwise',
    list: (parts: string[]) => parts.join(' · '),
  },
  ja: {
    kind: '条件分岐',
    hint: '人について分かっていることで道を分けます',
    unasked: '条件を決めてください',
    ways: (count: number) => `${count}通りに分ける`,
    twoWays: '満たす人とそれ以外',
    chooseFirst: '何を見て分けるか決めてください。どれも満たさない人は「それ以外」へ進みます。',
    inOrder: '上から順に調べ、最初に満たした枝へ進みます。',
    otherwise: '満たさない人は「それ以外」へ進みます。',
    else: 'それ以外',
    list: (parts: string[]) => parts.join('・'),
  },
}

export const condition: Face<ConditionData> = {
  tone: 'fuji',
  shape: 'card',
  letter: 'c',
  icon: () => IconArrowsSplit2,
  words: { en: faceWords('en'), ja: faceWords('ja') },
  Form,
}

function faceWords(language: Language): FaceWords<ConditionData> {
  const say = sentences[language]
  const isAsked = (branch: ConditionData['branches'][number]) => asksAnything(branch.rule)
  const label = (branch: ConditionData['branches'][number], { names }: Known) =>
    branch.name || ruleSentence(branch.rule, language, names)
  return {
    kind: say.kind,
    hint: say.hint,
    title({ name, branches }, known) {
      if (name) return name
      const [first] = branches
      if (!first || !branches.some(isAsked)) return say.unasked
      return branches.length === 1
        ? ruleSentence(first.rule, language, known.names)
        : say.ways(branches.length + 1)
    },
    summary({ name, branches }, known) {
      const [first] = branches
      if (!first || !branches.some(isAsked)) return ''
      if (branches.length > 1) return say.list(branches.map((branch) => label(branch, known)))
      return name ? ruleSentence(first.rule, language, known.names) : say.twoWays
    },
    meaning({ branches }, { names }) {
      const asked = branches.filter(isAsked)
      if (asked.length === 0) return { sentence: say.chooseFirst }
      return {
        sentence: say.list(asked.map((branch) => ruleSentence(branch.rule, language, names))),
        note: branches.length > 1 ? say.inOrder : say.otherwise,
      }
    },
    out({ branches }, handle, known) {
      if (handle === ELSE) return say.else
      const branch = branches.find(({ id }) => id === handle)
      return branch ? label(branch, known) : null
    },
  }
}

function Form({ data, known, wrong, change }: FormProps<ConditionData>) {
  const say = useWords(words)
  return (
    <>
      <TextInput
        label={say.name}
        placeholder={say.nameless}
        maxLength={200}
        value={data.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Branches
        branches={data.branches}
        names={known.names}
        wrong={wrong['branch-without-rule'] ?? wrong['rule-unfinished']}
        change={(branches) => change({ branches })}
      />
    </>
  )
}

export const words = {
  en: { name: 'Name', nameless: 'Shows the condition when empty' },
  ja: { name: '名前', nameless: '空のときは条件を表示します' },
}
