import { Button, CloseButton, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { Nothing } from '../../parts/empty.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'
import classes from './external-ids.module.css'
import { type Contact, contactQuery } from './queries.ts'

/** A contact's numbers in other systems: entered, changed by entering again, removed with a way back. */
export function ExternalIds({ contact }: { contact: Contact }) {
  const say = useWords(words)
  const [opened, setOpened] = useState<{ turn: number; open: boolean }>({ turn: 0, open: false })
  const remove = useRemoving(contact)
  return (
    <Card
      title={say.title}
      acts={
        <Button
          size="xs"
          leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
          onClick={() => setOpened(({ turn }) => ({ turn: turn + 1, open: true }))}
        >
          {say.add}
        </Button>
      }
    >
      {contact.externalIds.length === 0 && <Nothing>{say.none}</Nothing>}
      <ul className={classes.list}>
        {contact.externalIds.map(({ system, value }) => (
          <li key={`${system}:${value}`}>
            <span>{system}</span>
            <code>{value}</code>
            <CloseButton
              size={24}
              aria-label={say.remove(system, value)}
              onClick={() => remove({ system, value })}
            />
          </li>
        ))}
      </ul>
      <NewId
        key={opened.turn}
        contact={contact}
        opened={opened.open}
        onClose={() => setOpened((before) => ({ ...before, open: false }))}
      />
    </Card>
  )
}

type Id = { system: string; value: string }

const put = (id: number, { system, ...json }: Id & { beside?: boolean }) =>
  answer(
    api.contacts[':id']['external-ids'][':system'].$put({
      param: { id: String(id), system },
      json,
    }),
  )

function useRemoving({ id }: Contact) {
  const say = useWords(words)
  const client = useQueryClient()
  const show = (contact: Contact) => client.setQueryData(contactQuery(id).queryKey, contact)
  const back = useMutation({
    mutationFn: (gone: Id) => put(id, { ...gone, beside: true }),
    onSuccess: show,
    onError: toastError,
  })
  const { mutate } = useMutation({
    mutationFn: ({ system, value }: Id) =>
      answer(
        api.contacts[':id']['external-ids'][':system'].$delete({
          param: { id: String(id), system },
          query: { value },
        }),
      ),
    onSuccess: (contact, gone) => {
      show(contact)
      toast({ title: say.removed(gone.system), undo: () => back.mutate(gone) })
    },
    onError: toastError,
  })
  return mutate
}

type Props = { contact: Contact; opened: boolean; onClose: () => void }

function NewId({ contact: { id, name, externalIds }, opened, onClose }: Props) {
  const say = useWords(words)
  const client = useQueryClient()
  const { values, field, check } = useFields(
    { system: '', value: '' },
    {
      system: (system) => (/^[a-z0-9][a-z0-9_-]{0,39}$/.test(system.trim()) ? null : say.wrong),
      value: (value) => (value.trim() ? null : say.missing),
    },
  )
  const system = values.system.trim()
  const before = externalIds.find((each) => each.system === system)
  const save = useMutation({
    mutationFn: () => put(id, { system, value: values.value.trim() }),
    onSuccess: (contact) => {
      onClose()
      client.setQueryData(contactQuery(id).queryKey, contact)
    },
  })
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say.of(name)}
      note={say.note}
      verb={before ? say.replace : say.save}
      busy={save.isPending}
      error={save.error}
      onSubmit={(form) => check(form) && save.mutate()}
    >
      <TextInput
        label={say.system}
        description={before ? say.stands(before.value) : say.example}
        maxLength={40}
        autoCapitalize="none"
        {...field('system')}
      />
      <TextInput label={say.value} maxLength={200} {...field('value')} />
    </FormDialog>
  )
}

export const words = {
  en: {
    title: 'External IDs',
    add: 'Add',
    none: 'None yet.',
    remove: (system: string, value: string) => `Remove ${value}, the ID in ${system}`,
    removed: (system: string) => `The ID in ${system} is removed.`,
    of: (name: string) => `External ID of ${name}`,
    note: 'Webhooks, events and imports find the contact by it. An ID belongs to one contact only.',
    system: 'System',
    example: 'For example shopify or crm: lower case letters, digits, - and _.',
    stands: (value: string) => `${value} stands there now and is replaced.`,
    value: 'ID',
    wrong: 'Use lower case letters, digits, - and _, at most 40.',
    missing: 'Enter the ID.',
    save: 'Add',
    replace: 'Replace',
  },
  ja: {
    title: '外部ID',
    add: '加える',
    none: 'まだありません。',
    remove: (system: string, value: string) => `${system}のID「${value}」を消す`,
    removed: (system: string) => `${system}のIDを消しました。`,
    of: (name: string) => `${name}さんの外部ID`,
    note: 'Webhook・イベント・取り込みで、この方を見つけるために使います。1つのIDは1人だけのものです。',
    system: 'システム',
    example: '例：shopify、crm（英小文字・数字・-・_）',
    stands: (value: string) => `いまの「${value}」は置き換わります。`,
    value: 'ID',
    wrong: '英小文字・数字・-・_で、40文字以内で入力してください。',
    missing: 'IDを入力してください。',
    save: '加える',
    replace: '置き換える',
  },
}
