import { MultiSelect, Select } from '@mantine/core'
import type { Question } from '../../server/engine/question.ts'
import { useWords } from '../words.ts'
import type { Names } from './names.ts'
import { optionsOf } from './options.ts'

type Belonging = Extract<
  Question,
  { from: 'tag' | 'topic' | 'consent' | 'suppression' | 'segment' | 'journey' }
>

type Props = { question: Belonging; of: string; names: Names; change(question: Belonging): void }

/** Tags, topics, consent, segments, journeys: which, and whether. */
export function BelongingFields({ question, of, names, change }: Props) {
  const say = useWords(words)
  const ways: Readonly<Record<string, string>> = say.ways[question.from]
  return (
    <>
      <Which {...{ question, of, names, change }} />
      <Select
        aria-label={say.way(of)}
        wrapperProps={{ 'data-way': true }}
        allowDeselect={false}
        data={Object.entries(ways).map(([value, label]) => ({ value, label }))}
        value={question.op}
        onChange={(op) => op && change({ ...question, op } as Belonging)}
      />
    </>
  )
}

function Which({ question, of, names, change }: Props) {
  const say = useWords(words)
  switch (question.from) {
    case 'consent':
    case 'suppression':
      return null
    case 'tag': {
      const chosen = question.tagIds.map(String)
      return (
        <MultiSelect
          aria-label={say.which(of)}
          placeholder={chosen.length === 0 ? say.choose.tag : undefined}
          nothingFoundMessage={say.none.tag}
          data={optionsOf(names.tags, question.tagIds, say.gone.tag)}
          searchable
          hidePickedOptions
          maxValues={100}
          value={chosen}
          onChange={(next) => change({ ...question, tagIds: next.map(Number) })}
        />
      )
    }
    case 'topic':
      return (
        <One
          {...{ of, kind: 'topic', list: names.topics, id: question.topicId }}
          change={(topicId) => change({ ...question, topicId })}
        />
      )
    case 'segment':
      return (
        <One
          {...{ of, kind: 'segment', list: names.segments, id: question.segmentId }}
          change={(segmentId) => change({ ...question, segmentId })}
        />
      )
    case 'journey':
      return (
        <One
          {...{ of, kind: 'journey', list: names.journeys, id: question.journeyId }}
          change={(journeyId) => change({ ...question, journeyId })}
        />
      )
  }
}

type OneProps = {
  of: string
  kind: 'topic' | 'segment' | 'journey'
  list: Names['topics']
  id: number | null
  change(id: number): void
}

function One({ of, kind, list, id, change }: OneProps) {
  const say = useWords(words)
  return (
    <Select
      aria-label={say.which(of)}
      placeholder={say.choose[kind]}
      nothingFoundMessage={say.none[kind]}
      searchable
      allowDeselect={false}
      data={optionsOf(list, id === null ? [] : [id], say.gone[kind])}
      value={id === null ? null : String(id)}
      onChange={(next) => next !== null && change(Number(next))}
    />
  )
}

export const words = {
  en: {
    which: (of: string) => `Which one in condition ${of}`,
    way: (of: string) => `How condition ${of} is met`,
    choose: {
      tag: 'Choose tags',
      topic: 'Choose a topic',
      segment: 'Choose a segment',
      journey: 'Choose a journey',
    },
    none: {
      tag: 'There is no such tag yet',
      topic: 'There is no such topic yet',
      segment: 'There is no such segment yet',
      journey: 'There is no such journey yet',
    },
    gone: {
      tag: 'A deleted tag',
      topic: 'A deleted topic',
      segment: 'A deleted segment',
      journey: 'A deleted journey',
    },
    ways: {
      tag: { 'has-any': 'has any of them', 'has-all': 'has all of them', 'has-none': 'has none' },
      topic: { wanted: 'is wanted', 'not-wanted': 'is not asked for' },
      consent: {
        given: 'given',
        'not-given': 'not given, or withdrawn',
        withdrawn: 'withdrawn',
        none: 'never recorded',
      },
      suppression: { suppressed: 'mail is stopped', 'not-suppressed': 'mail is not stopped' },
      segment: { in: 'is in it', 'not-in': 'is not in it' },
      journey: {
        walking: 'is walking it now',
        'not-walking': 'is not walking it now',
        entered: 'has entered it',
        'never-entered': 'has never entered it',
        completed: 'has completed it',
      },
    },
  },
  ja: {
    which: (of: string) => `条件${of}の対象`,
    way: (of: string) => `条件${of}の満たし方`,
    choose: {
      tag: 'タグを選ぶ',
      topic: 'トピックを選ぶ',
      segment: 'セグメントを選ぶ',
      journey: 'シナリオを選ぶ',
    },
    none: {
      tag: 'そのタグはまだありません',
      topic: 'そのトピックはまだありません',
      segment: 'そのセグメントはまだありません',
      journey: 'そのシナリオはまだありません',
    },
    gone: {
      tag: '削除されたタグ',
      topic: '削除されたトピック',
      segment: '削除されたセグメント',
      journey: '削除されたシナリオ',
    },
    ways: {
      tag: { 'has-any': 'どれかがある', 'has-all': 'すべてある', 'has-none': 'どれもない' },
      topic: { wanted: '希望している', 'not-wanted': '希望していない' },
      consent: {
        given: '同意している',
        'not-given': '同意していない（撤回を含む）',
        withdrawn: '同意を撤回している',
        none: '同意の記録がない',
      },
      suppression: { suppressed: '配信が止まっている', 'not-suppressed': '配信が止まっていない' },
      segment: { in: 'に入っている', 'not-in': 'に入っていない' },
      journey: {
        walking: 'を進行中',
        'not-walking': 'を進行中ではない',
        entered: 'に入ったことがある',
        'never-entered': 'に入ったことがない',
        completed: 'を完了したことがある',
      },
    },
  },
}
