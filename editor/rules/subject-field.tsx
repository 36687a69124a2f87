import { Select } from '@mantine/core'
import { useLanguage, useWords } from '../words.ts'
import { type Names, profileKeys, wellKnown, wellKnownLabels } from './names.ts'
import { questionWords } from './question-words.ts'
import { OTHER, type Subject } from './subjects.ts'

type Props = {
  /** Null: nothing is looked at yet. */
  subject: Subject | null
  of: string
  names: Names
  /** Whether what came with a trigger may be asked about. */
  payload: boolean | 'only'
  change(subject: Subject): void
}

/** What a condition looks at: found by a few letters, or in its group. */
export function SubjectField({ subject, of, names, payload, change }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const labels = wellKnownLabels[language]
  const { profile } = questionWords[language].subject
  const own = (names.attributes ?? []).filter(
    ({ key, archived }) =>
      !(wellKnown as readonly string[]).includes(key) &&
      (!archived || subject === `contact:${key}`),
  )
  const items = (subjects: readonly Exclude<keyof typeof say.subjects, number>[]) =>
    subjects.map((value) => ({ value, label: say.subjects[value] }))
  const key = subject?.startsWith('profile:') ? subject.slice('profile:'.length) : null
  const trigger = [{ group: say.groups.trigger, items: items(['payload']) }]
  const contact = [
    {
      group: say.groups.contact,
      items: [
        ...wellKnown.map((key) => ({ value: `contact:${key}`, label: labels[key] })),
        ...profileKeys.map((key) => ({ value: `profile:${key}`, label: profile[key] })),
        // A key that an API wrote and nobody knows.
        ...(key && !(profileKeys as string[]).includes(key)
          ? [{ value: `profile:${key}`, label: key }]
          : []),
      ],
    },
    {
      group: say.groups.attributes,
      items: [
        ...own.map(({ key, label }) => ({ value: `contact:${key}`, label: label || key })),
        { value: OTHER, label: say.other },
      ],
    },
    {
      group: say.groups.permission,
      items: items(['tag', 'topic', 'consent', 'suppression']),
    },
    { group: say.groups.behavior, items: items(['event', 'last-event', 'message']) },
    { group: say.groups.membership, items: items(['segment', 'journey']) },
  ]
  return (
    <Select
      aria-label={say.subject(of)}
      placeholder={say.choose}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={say.none}
      data={
        payload === 'only'
          ? trigger
          : [...contact, ...(payload || subject === 'payload' ? trigger : [])]
      }
      value={subject}
      onChange={(next) => next !== null && change(next as Subject)}
    />
  )
}

export const words = {
  en: {
    subject: (of: string) => `What condition ${of} looks at`,
    choose: 'Choose what to look at',
    none: 'Nothing by that name',
    other: 'Another attribute…',
    groups: {
      contact: 'Contact',
      attributes: 'Attributes',
      permission: 'Tags and permission',
      behavior: 'What they did',
      membership: 'Where they are',
      trigger: 'What came with the trigger',
    },
    subjects: {
      tag: 'Tag',
      topic: 'Topic',
      consent: 'Consent to advertising',
      suppression: 'Mail stopped or not',
      event: 'How often an event happened',
      'last-event': 'When an event last happened',
      message: 'Mail: sent, opened, clicked, bounced',
      segment: 'Segment',
      journey: 'Journey',
      payload: 'A field that came in…',
    },
  },
  ja: {
    subject: (of: string) => `条件${of}の対象`,
    choose: '対象を選ぶ',
    none: 'その名前の対象はありません',
    other: 'ほかの属性…',
    groups: {
      contact: 'コンタクト',
      attributes: '属性',
      permission: 'タグ・配信の可否',
      behavior: '行動',
      membership: '所属',
      trigger: '開始時に届いた内容',
    },
    subjects: {
      tag: 'タグ',
      topic: 'トピック',
      consent: '広告メールの同意',
      suppression: '配信の停止',
      event: 'イベントの回数',
      'last-event': 'イベントの最終日時',
      message: 'メールの開封・クリック',
      segment: 'セグメント',
      journey: 'シナリオ',
      payload: '届いた項目…',
    },
  },
}
