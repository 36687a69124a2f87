import { SegmentedControl, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SendData } from '../../server/engine/nodes/send.ts'
import { answer, api } from '../api.ts'
import { MailFrame } from '../parts/mail-frame.tsx'
import { useMe } from '../shell/me.ts'
import { useWords } from '../words.ts'
import classes from './mail-preview.module.css'
import { type Preview, usePreview } from './use-preview.ts'

const widths = { desktop: 600, phone: 375 }
type View = keyof typeof widths | 'text'

type Props = {
  data: SendData
  /** Whose mail it is; left out: one may choose for whom it is shown. */
  reader?: { id: number; name: string }
}

/** The mail as an inbox would show it, for one contact by name. */
export function MailPreview({ data, reader }: Props) {
  const say = useWords(words)
  const [view, setView] = useState<View>('desktop')
  const [contactId, setContactId] = useState<number | null>(reader?.id ?? null)
  const { data: preview } = usePreview(data, contactId)
  const good = useLastGood(preview)
  return (
    <section className={classes.preview} aria-label={say.title}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label={say.view}
          value={view}
          onChange={(value) => setView(value as View)}
          data={[
            { value: 'desktop', label: say.desktop },
            { value: 'phone', label: say.phone },
            { value: 'text', label: say.text },
          ]}
        />
        {reader ? (
          <span className={classes.for}>{say.for(reader.name)}</span>
        ) : (
          <Reader value={contactId} change={setContactId} />
        )}
      </div>
      <Problems problems={preview?.problems ?? []} />
      {good && (
        <>
          <div className={classes.subject}>{good.subject || say.noSubject}</div>
          <div className={classes.paper}>
            {view === 'text' ? (
              <pre className={classes.text}>{good.text}</pre>
            ) : (
              <MailFrame html={good.html} width={widths[view]} title={say.frame} />
            )}
          </div>
        </>
      )}
    </section>
  )
}

/** While something cannot be read, the last mail that could stays in sight. */
function useLastGood(preview: Preview | undefined) {
  const [good, setGood] = useState<Preview | null>(null)
  const isGood = preview !== undefined && preview.problems.length === 0
  if (isGood && preview !== good) setGood(preview)
  return isGood ? preview : good
}

/** Whose fields are merged: somebody made up, or a contact found by name or address. */
function Reader({ value, change }: { value: number | null; change(id: number | null): void }) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const account = useMe().data?.account
  const [search] = useDebouncedValue(typed, 250)
  const { data } = useQuery({
    queryKey: ['contacts', 'sample', search],
    queryFn: () => answer(api.contacts.$get({ query: search ? { search } : {} })),
    placeholderData: keepPreviousData,
  })
  const contacts = (data?.contacts ?? []).slice(0, 20)
  return (
    <Select
      className={classes.reader}
      aria-label={say.reader}
      searchable
      allowDeselect={false}
      // Only what is typed by hand is searched for: the field holds the name of the chosen one too,
      // which a click marks, so that typing takes its place.
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      onClick={({ currentTarget }) => typed === '' && currentTarget.select()}
      onDropdownClose={() => setTyped('')}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={say.nobody}
      data={[
        // The server's made-up person speaks the account's language.
        { value: '', label: say.sample(sampleNames[account?.language ?? 'ja']) },
        ...contacts.map(({ id, name, email }) => ({
          value: String(id),
          label: name === email ? email : `${name}　${email}`,
        })),
      ]}
      value={value === null ? '' : String(value)}
      onChange={(id) => change(id ? Number(id) : null)}
    />
  )
}

/** What cannot be read: where, and the line with a caret below the place. */
export function Problems({ problems }: { problems: Preview['problems'] }) {
  const say = useWords(words)
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems} role="alert">
      {problems.map(({ part, message, line, column, excerpt }) => (
        <li key={`${part}:${line}:${column}`}>
          <strong>{say.place(say.parts[part], line, column)}</strong>
          <span>{message}</span>
          <pre className={classes.excerpt}>{excerpt}</pre>
        </li>
      ))}
    </ul>
  )
}

const sampleNames = { en: 'Hannah Smith', ja: '山田 花子' }

export const words = {
  en: {
    title: 'Preview',
    view: 'How the mail is read',
    desktop: 'Desktop 600',
    phone: 'Phone 375',
    text: 'Text',
    frame: 'The mail',
    noSubject: 'No subject',
    reader: 'Shown for',
    for: (name: string) => `As ${name} gets it`,
    sample: (name: string) => `Sample: ${name}`,
    nobody: 'No such contact',
    parts: { subject: 'Subject', preheader: 'Preheader', html: 'HTML', text: 'Text' },
    place: (part: string, line: number, column: number) =>
      `${part}, line ${line}, column ${column}`,
  },
  ja: {
    title: 'プレビュー',
    view: 'メールの見え方',
    desktop: 'PC 600',
    phone: 'スマホ 375',
    text: 'テキスト',
    frame: 'メール',
    noSubject: '件名がありません',
    reader: 'だれに届く文面か',
    for: (name: string) => `${name}さんに届く文面`,
    sample: (name: string) => `見本：${name}`,
    nobody: '見つかりません',
    parts: { subject: '件名', preheader: 'プリヘッダー', html: 'HTML', text: 'テキスト' },
    place: (part: string, line: number, column: number) => `${part}　${line}行目の${column}文字目`,
  },
}
