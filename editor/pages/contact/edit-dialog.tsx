import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useReducer, useState } from 'react'
import { words as people } from '../../../server/words/contacts.ts'
import { ApiError, answer, api } from '../../api.ts'
import { attributesQuery, type Definition } from '../../parts/attributes.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useZone } from '../../shell/me.ts'
import { useLanguage, useWords } from '../../words.ts'
import { AttributeField } from './attribute-field.tsx'
import { type Draft, edit, editable, payloadOf, wrongIn } from './edit.ts'
import classes from './edit-dialog.module.css'
import type { Contact } from './queries.ts'
import { zoneName } from './zone.ts'

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** Null until the attributes are known: a form without their types would send the wrong things. */
const useDefinitions = () => useQuery(attributesQuery).data?.attributes ?? null

/** Changes what is known of a contact: attributes, language and zone. */
export function EditDialog({ contact, opened, onClose }: Props) {
  const say = useWords(words)
  const client = useQueryClient()
  const definitions = useDefinitions()
  const zone = useZone()
  const begin = { contact, definitions: definitions ?? [], zone }
  const [draft, change] = useReducer(edit, begin, editable)
  // It begins with what is known when it opens, not with what was known when the page did.
  const [was, setWas] = useState(false)
  const ready = opened && definitions !== null
  if (was !== ready) {
    setWas(ready)
    if (ready) change({ type: 'anew', begin })
  }
  const save = useMutation({
    mutationFn: (sent: Draft) =>
      answer(
        api.contacts[':id'].$patch({
          param: { id: String(contact.id) },
          json: payloadOf(sent),
        }),
      ),
    onSuccess: () => {
      onClose()
      toast({ title: say.saved })
      return client.invalidateQueries({ queryKey: ['contact', contact.id] })
    },
  })
  return (
    <FormDialog
      opened={opened}
      onClose={() => {
        save.reset()
        onClose()
      }}
      title={say.title}
      size={560}
      disabled={!ready}
      note={say.note}
      verb={say.act}
      busy={save.isPending}
      error={save.error}
      onSubmit={(form) => {
        if (wrongIn(draft).size > 0) return change({ type: 'check' })
        save.mutate(draft, {
          onError: (error) => {
            const [first] = refusedBy(error)
            if (first) form.querySelector<HTMLElement>(`[name="${CSS.escape(first.key)}"]`)?.focus()
          },
        })
      }}
    >
      <AttributeFields
        draft={draft}
        change={change}
        refused={{ by: refusedBy(save.error), sent: save.variables ?? null }}
      />
      <Where draft={draft} change={change} />
    </FormDialog>
  )
}

type Part = { draft: Draft; change: (act: Parameters<typeof edit>[1]) => void }

type Unread = { key: string; label: string; type: Definition['type'] }

/** The values that the server could not read. Pure. */
function refusedBy(error: Error | null): Unread[] {
  if (!(error instanceof ApiError) || error.code !== 'attribute-wrong') return []
  return (error.body as { wrong: Unread[] }).wrong
}

type FieldsProps = Part & { refused: { by: Unread[]; sent: Draft | null } }

function AttributeFields({ draft, change, refused: { by, sent } }: FieldsProps) {
  const say = useWords(words)
  const { unreadable } = people[useLanguage()]
  /** As long as the value stays what was refused. */
  const unread = ({ id, key, value }: Draft['rows'][number]) => {
    const said = by.find((each) => each.key === key.trim())
    const was = sent?.rows.find((row) => row.id === id)?.value
    return said && was === value ? unreadable[said.type](said.label) : null
  }
  const wrong = draft.checked ? wrongIn(draft) : new Set<number>()
  return (
    <>
      <div className={classes.known}>
        {draft.rows
          .filter((row) => row.definition !== null)
          .map((row) => (
            <AttributeField
              key={row.id}
              definition={row.definition!}
              value={row.value}
              error={unread(row)}
              onChange={(value) => change({ type: 'value', id: row.id, value })}
            />
          ))}
      </div>
      {draft.rows
        .filter((row) => row.definition === null)
        .map(({ id, key, value }) => (
          <div key={id} className={classes.row}>
            <TextInput
              aria-label={say.key}
              placeholder={say.key}
              value={key}
              maxLength={100}
              error={wrong.has(id) && say.keyWrong}
              onChange={(event) => change({ type: 'key', id, key: event.currentTarget.value })}
            />
            <TextInput
              aria-label={say.value}
              placeholder={say.value}
              value={value}
              maxLength={500}
              onChange={(event) => change({ type: 'value', id, value: event.currentTarget.value })}
            />
            <ActionIcon aria-label={say.remove(key)} onClick={() => change({ type: 'remove', id })}>
              <IconX size={15} stroke={2} />
            </ActionIcon>
          </div>
        ))}
      <Button
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={15} stroke={2} />}
        onClick={() => change({ type: 'add' })}
      >
        {say.add}
      </Button>
    </>
  )
}

function Where({ draft, change }: Part) {
  const say = useWords(words)
  const language = useLanguage()
  const ours = useZone()
  return (
    <div className={classes.known}>
      <Select
        label={say.language}
        placeholder={say.asAccount}
        clearable
        data={[
          { value: 'ja', label: '日本語' },
          { value: 'en', label: 'English' },
        ]}
        value={draft.language}
        onChange={(value) =>
          change({ type: 'language', language: value === 'ja' || value === 'en' ? value : null })
        }
      />
      <Select
        label={say.zone}
        placeholder={say.asAccountZone(zoneName(ours, language))}
        clearable
        searchable
        limit={50}
        data={zones}
        value={draft.zone}
        onChange={(zone) => change({ type: 'zone', zone })}
      />
    </div>
  )
}

const zones = Intl.supportedValuesOf('timeZone')

export const words = {
  en: {
    title: 'Edit this contact',
    note: 'Mails and conditions use these values from now on. Mail that has left stays as it was.',
    act: 'Save',
    saved: 'Saved.',
    key: 'Name of the attribute',
    keyWrong: 'Use letters, digits and _, and a name that is not there yet.',
    value: 'Value',
    add: 'Add an attribute',
    remove: (key: string) => `Remove ${key}`,
    language: 'Language',
    asAccount: 'As in Settings',
    zone: 'Time zone',
    asAccountZone: (zone: string) => `As in Settings: ${zone}`,
  },
  ja: {
    title: 'コンタクトを編集する',
    note: 'これから送るメールと条件分岐に使われます。送ったメールは変わりません。',
    act: '保存する',
    saved: '保存しました。',
    key: '属性の名前',
    keyWrong: '文字・数字・_で、まだない名前を入力してください。',
    value: '値',
    add: '属性を加える',
    remove: (key: string) => `${key}を除く`,
    language: '言語',
    asAccount: '設定と同じ',
    zone: 'タイムゾーン',
    asAccountZone: (zone: string) => `設定と同じ（${zone}）`,
  },
}
