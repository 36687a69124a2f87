import { MultiSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { words as eventWords } from '../../../server/words/events.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'
import { eventNamesQuery, type Webhook } from './queries.ts'

export type Wanted = Pick<Webhook, 'name' | 'url' | 'events'>

type Props = {
  /** Left out: a new one. */
  webhook: Webhook | null
  busy: boolean
  error: Error | null
  onClose: () => void
  onSave: (wanted: Wanted) => void
}

/** Who is told, where, and of what. */
export function WebhookForm({ webhook, busy, error, onClose, onSave }: Props) {
  const say = useWords(words)
  const known: Record<string, string> = useWords(eventWords)
  const [events, setEvents] = useState(webhook?.events ?? [])
  const [search, setSearch] = useState('')
  const [sent, setSent] = useState(false)
  const { field, values, check } = useFields(
    { name: webhook?.name ?? '', url: webhook?.url ?? '' },
    {
      name: (value) => (value.trim() ? null : say.nameMissing),
      url: (value) => (isWebAddress(value.trim()) ? null : say.urlWrong),
    },
  )
  return (
    <FormDialog
      opened
      size={560}
      onClose={onClose}
      title={webhook ? say.editOne(webhook.name) : say.create}
      verb={webhook ? say.save : say.make}
      busy={busy}
      error={error}
      onSubmit={(form) => {
        setSent(true)
        // What stands typed is meant, though nobody pressed Enter after it.
        const typed = eventTyped(search, known)
        const wanted = typed ? withEvents(events, [...events, typed]) : events
        if (typed) {
          setEvents(wanted)
          setSearch('')
        }
        const left = search.trim() !== '' && !typed
        if (!check(form)) return
        if (wanted.length === 0 || left) {
          return form.querySelector<HTMLElement>('[name="events"]')?.focus()
        }
        onSave({ name: values.name.trim(), url: values.url.trim(), events: wanted })
      }}
    >
      <TextInput
        {...field('name')}
        label={say.name}
        description={say.nameHelp}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        {...field('url')}
        type="url"
        label={say.url}
        description={say.urlHelp}
        placeholder="https://"
        maxLength={2000}
        autoComplete="off"
      />
      <EventsField
        value={events}
        change={setEvents}
        search={search}
        setSearch={setSearch}
        sent={sent}
      />
    </FormDialog>
  )
}

type EventsProps = {
  value: string[]
  change: (events: string[]) => void
  search: string
  setSearch: (text: string) => void
  sent: boolean
}

function EventsField({ value, change, search, setSearch, sent }: EventsProps) {
  const say = useWords(words)
  const known: Record<string, string> = useWords(eventWords)
  const happened = useQuery(eventNamesQuery).data?.names ?? []
  // One's own event may be asked for before it happened for the first time.
  const typed = eventTyped(search, known)
  const own = typed ? [typed] : []
  const wrong =
    search.trim() && !typed ? say.eventImpossible : value.length ? null : say.eventsMissing
  const names = new Set([...Object.keys(known), ...happened.map(({ name }) => name), ...value])
  names.delete('*')
  const label = (name: string) => (known[name] ? `${known[name]} (${name})` : name)
  return (
    <MultiSelect
      name="events"
      label={say.events}
      description={say.eventsHelp}
      placeholder={value.length === 0 ? say.eventsHere : undefined}
      searchable
      // Enter takes what stands highlighted instead of sending the form.
      selectFirstOptionOnChange
      // Below it stand what is wrong and the button.
      comboboxProps={{ position: 'top' }}
      openOnFocus={false}
      hidePickedOptions
      maxDropdownHeight={240}
      nothingFoundMessage={say.nothing}
      searchValue={search}
      onSearchChange={setSearch}
      data={[
        { value: '*', label: say.all },
        ...[...new Set([...names, ...own])].map((name) => ({ value: name, label: label(name) })),
      ]}
      value={value}
      onChange={(next) => change(withEvents(value, next))}
      error={sent ? wrong : null}
    />
  )
}

/** All events stand alone: whichever came last sends the other away. Pure. */
function withEvents(before: string[], next: string[]): string[] {
  const all = next.includes('*') && !before.includes('*')
  return all ? ['*'] : [...new Set(next.filter((name) => name !== '*' || next.length === 1))]
}

/** The event that is typed, by its words or by its name; null: no event can be called so. Pure. */
function eventTyped(text: string, known: Record<string, string>): string | null {
  const typed = text.trim()
  const named = Object.keys(known).find((name) => known[name] === typed)
  return named ?? (/^[\p{L}\p{N}_.:-]{1,100}$/u.test(typed) ? typed : null)
}

/** As the server sees it: no password in it, for it stands in every list. Pure. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && !username && !password
}

export const words = {
  en: {
    create: 'New webhook',
    editOne: (name: string) => `Edit “${name}”`,
    make: 'Make webhook',
    save: 'Save',
    name: 'Name',
    nameHelp: 'The program that listens, such as “CRM”.',
    nameMissing: 'Enter a name.',
    url: 'URL',
    urlHelp: 'Events are posted here, each with a signature.',
    urlWrong: 'Enter a whole address that begins with https:// and holds no password.',
    events: 'Events',
    eventsHelp: 'Search by words or by name. An event of your own may be typed.',
    eventsHere: 'Choose events',
    eventsMissing: 'Choose at least one event, or all of them.',
    eventImpossible: 'An event is named with letters, digits and . _ : - and no spaces.',
    all: 'All events',
    nothing: 'There is no event with this name.',
  },
  ja: {
    create: '新しいWebhook通知',
    editOne: (name: string) => `「${name}」を編集する`,
    make: '作る',
    save: '保存する',
    name: '名前',
    nameHelp: '「CRM」のように、通知を受けるプログラムの名前を付けます。',
    nameMissing: '名前を入力してください。',
    url: '送り先のURL',
    urlHelp: 'イベントを、署名を付けてここにPOSTします。',
    urlWrong: 'https://から始まるURLを入力してください。パスワードは含められません。',
    events: 'イベント',
    eventsHelp: '言葉や名前で探せます。独自のイベント名も入力できます。',
    eventsHere: 'イベントを選ぶ',
    eventsMissing: 'イベントを1つ以上選ぶか、「すべてのイベント」を選んでください。',
    eventImpossible: 'イベント名に使えるのは、文字・数字と . _ : - です。空白は使えません。',
    all: 'すべてのイベント',
    nothing: 'この名前のイベントはありません。',
  },
}
