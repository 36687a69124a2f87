import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { attributesQuery, type Definition } from '../../parts/attributes.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'
import classes from './lists.module.css'

type Props = {
  /** Null: a new one. */
  definition: Definition | null
  /** What a new one is proposed to be called. */
  begin?: { label: string; key: string }
  onSaved?: (key: string) => void
  onClose: () => void
}
type Type = Definition['type']
type Choice = { id: number; value: string; label: string }

/** Gives an attribute a name, a type and, where there are any, its choices. */
export function AttributeDialog({ definition, begin, onSaved, onClose }: Props) {
  const say = useWords(words)
  const [type, setType] = useState<Type>(definition?.type ?? 'text')
  const [choices, setChoices] = useState<Choice[]>(
    definition?.choices.map((each, id) => ({ ...each, id })) ?? [],
  )
  const { field, values, check } = useFields(
    { label: definition?.label ?? begin?.label ?? '', key: definition?.key ?? begin?.key ?? '' },
    {
      label: (value) => (value.trim() ? null : say.labelMissing),
      key: (value) => (isKey(value.trim()) ? null : say.keyWrong),
    },
  )
  const offers = type === 'choice' || type === 'choices'
  const save = useSave(definition, (key) => {
    onSaved?.(key)
    onClose()
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={definition ? say.edit(definition.label) : say.create}
      verb={definition ? say.save : say.make}
      busy={save.isPending}
      error={save.error}
      onSubmit={(form) => {
        if (!check(form)) return
        const named = choices
          .map(({ value, label }) => ({ value: value.trim() || label.trim(), label: label.trim() }))
          .filter(({ value }) => value !== '')
        const { label, key } = values
        save.mutate({
          key: key.trim(),
          label: label.trim(),
          type,
          choices: offers ? named : [],
        })
      }}
    >
      <TextInput {...field('label')} label={say.label} maxLength={100} data-autofocus />
      <TextInput
        {...field('key')}
        label={say.key}
        description={say.keyHelp}
        maxLength={64}
        disabled={definition !== null}
      />
      <Select
        label={say.type}
        allowDeselect={false}
        data={Object.entries(say.types).map(([value, label]) => ({ value, label }))}
        value={type}
        onChange={(value) => setType(value as Type)}
      />
      {offers && <Choices choices={choices} change={setChoices} />}
    </FormDialog>
  )
}

type ChoicesProps = { choices: Choice[]; change: (choices: Choice[]) => void }

function Choices({ choices, change }: ChoicesProps) {
  const say = useWords(words)
  return (
    <fieldset className={classes.choices}>
      <legend>{say.choices}</legend>
      {choices.map((choice, index) => (
        <div key={choice.id} className={classes.choice}>
          <TextInput
            aria-label={say.choice(index + 1)}
            maxLength={200}
            value={choice.label}
            onChange={({ currentTarget: { value: label } }) =>
              change(choices.map((each) => (each === choice ? { ...each, label } : each)))
            }
          />
          <ActionIcon
            aria-label={say.remove(choice.label || String(index + 1))}
            onClick={() => change(choices.filter((each) => each !== choice))}
          >
            <IconX size={15} stroke={2} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
        onClick={() => {
          const id = Math.max(-1, ...choices.map((each) => each.id)) + 1
          change([...choices, { id, value: '', label: '' }])
        }}
      >
        {say.addChoice}
      </Button>
    </fieldset>
  )
}

type Wanted = Pick<Definition, 'key' | 'label' | 'type' | 'choices'>

function useSave(before: Definition | null, done: (key: string) => void) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    async mutationFn({ key, ...json }: Wanted) {
      if (before) await answer(api.attributes[':key'].$patch({ param: { key }, json }))
      else await answer(api.attributes.$post({ json: { key, ...json } }))
    },
    async onSuccess(_, { key, label }) {
      await client.invalidateQueries({ queryKey: attributesQuery.queryKey })
      toast({ title: say.saved(label) })
      done(key)
    },
  })
}

/** As the server takes it. */
const isKey = (key: string) => /^[\p{L}\p{N}_]{1,64}$/u.test(key)

export const words = {
  en: {
    create: 'New attribute',
    edit: (label: string) => `Edit “${label}”`,
    label: 'Name',
    labelMissing: 'Enter a name.',
    key: 'Key',
    keyHelp: 'Mails, rules and the API call it so. It stays as it is.',
    keyWrong: 'Use letters, digits and _.',
    type: 'Type',
    types: {
      text: 'Text',
      number: 'Number',
      date: 'Date',
      datetime: 'Date and time',
      boolean: 'Yes or no',
      choice: 'One choice',
      choices: 'Several choices',
    },
    choices: 'Choices, in their order',
    choice: (n: number) => `Choice ${n}`,
    remove: (label: string) => `Remove “${label}”`,
    addChoice: 'Add a choice',
    make: 'Make',
    save: 'Save',
    saved: (label: string) => `“${label}” is saved.`,
  },
  ja: {
    create: '新しい属性',
    edit: (label: string) => `「${label}」を編集する`,
    label: '名前',
    labelMissing: '名前を入力してください。',
    key: 'キー',
    keyHelp: 'メール・条件・APIで使う名前です。あとから変えられません。',
    keyWrong: '文字・数字・_で入力してください。',
    type: '型',
    types: {
      text: '文字',
      number: '数値',
      date: '日付',
      datetime: '日時',
      boolean: 'はい・いいえ',
      choice: '選択（1つ）',
      choices: '選択（複数）',
    },
    choices: '選択肢（表示順）',
    choice: (n: number) => `選択肢${n}`,
    remove: (label: string) => `「${label}」を除く`,
    addChoice: '選択肢を加える',
    make: '作る',
    save: '保存する',
    saved: (label: string) => `「${label}」を保存しました。`,
  },
}
