import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useReducer } from 'react'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import {
  type Act,
  type FormDraft,
  formDraft,
  formOf,
  reduceForm,
  wrongFields,
} from './form-draft.ts'
import classes from './form-page-editor.module.css'
import { type Source, useChangeSource } from './queries.ts'
import page from './source.module.css'

type FormPage = NonNullable<Source['form']>

/** The texts of a form page and what it asks for. */
export function FormPageEditor({ source, form }: { source: Source; form: FormPage }) {
  const say = useWords(words)
  const [draft, act] = useReducer(reduceForm, form, formDraft)
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  const changed = JSON.stringify(formOf(draft)) !== JSON.stringify(form)
  return (
    <Card title={say.heading} note={say.note}>
      <form
        className={page.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          act({ type: 'check' })
          const { texts, fields } = wrongFields(draft)
          if (texts.size + fields.size === 0) change.mutate({ form: formOf(draft) })
        }}
      >
        <Texts draft={draft} act={act} />
        <Asked draft={draft} act={act} />
        <Wrong error={change.error} />
        <Button type="submit" className={page.save} disabled={!changed} loading={change.isPending}>
          {say.save}
        </Button>
      </form>
    </Card>
  )
}

type Part = { draft: FormDraft; act: (act: Act) => void }

function Texts({ draft, act }: Part) {
  const say = useWords(words)
  const wrong = draft.checked ? wrongFields(draft).texts : new Set<string>()
  const text = (name: 'title' | 'intro' | 'button' | 'thanks', most: number) => ({
    label: say[name],
    value: draft[name],
    maxLength: most,
    error: wrong.has(name) && say.missing,
    onChange: (event: { currentTarget: { value: string } }) =>
      act({ type: 'text', name, value: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput {...text('title', 200)} />
      <Textarea {...text('intro', 2000)} autosize minRows={2} />
      <div className={classes.two}>
        <TextInput {...text('button', 40)} />
        <Select
          label={say.language}
          description={say.languageNote}
          allowDeselect={false}
          data={[
            { value: 'ja', label: '日本語' },
            { value: 'en', label: 'English' },
          ]}
          value={draft.language}
          onChange={(value) => act({ type: 'language', language: value === 'en' ? 'en' : 'ja' })}
        />
      </div>
      <Textarea {...text('thanks', 2000)} autosize minRows={2} />
    </>
  )
}

function Asked({ draft, act }: Part) {
  const say = useWords(words)
  const wrong = draft.checked ? wrongFields(draft).fields : new Set<number>()
  return (
    <fieldset className={classes.fields}>
      <legend>{say.fields}</legend>
      {draft.fields.map((field, index) => {
        const fixed = field.name === EMAIL
        const { id, label, name, required } = field
        return (
          <div key={id} className={classes.field}>
            <TextInput
              aria-label={say.label}
              placeholder={say.label}
              value={label}
              maxLength={100}
              error={wrong.has(id) && say.fieldWrong}
              onChange={(event) =>
                act({ type: 'field', id, part: { label: event.currentTarget.value } })
              }
            />
            <TextInput
              aria-label={say.name}
              placeholder={say.name}
              value={name}
              maxLength={64}
              disabled={fixed}
              onChange={(event) =>
                act({ type: 'field', id, part: { name: event.currentTarget.value } })
              }
            />
            <Checkbox
              color="moss"
              radius={5}
              label={say.required}
              checked={required}
              disabled={fixed}
              onChange={(event) =>
                act({ type: 'field', id, part: { required: event.currentTarget.checked } })
              }
            />
            <div className={classes.moves}>
              <ActionIcon
                aria-label={say.up(label)}
                disabled={index === 0}
                onClick={() => act({ type: 'move', id, by: -1 })}
              >
                <IconArrowUp size={15} stroke={2} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={say.down(label)}
                disabled={index === draft.fields.length - 1}
                onClick={() => act({ type: 'move', id, by: 1 })}
              >
                <IconArrowDown size={15} stroke={2} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={say.remove(label)}
                disabled={fixed}
                onClick={() => act({ type: 'remove', id })}
              >
                <IconX size={15} stroke={2} aria-hidden />
              </ActionIcon>
            </div>
          </div>
        )
      })}
      <Button
        size="xs"
        className={page.save}
        leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
        onClick={() => act({ type: 'add', field: freshField })}
      >
        {say.add}
      </Button>
    </fieldset>
  )
}

const EMAIL = 'email'

const freshField: FormPage['fields'][number] = {
  name: '',
  label: '',
  type: 'text',
  required: false,
  help: '',
  choices: [],
  look: 'radio',
  value: '',
  attribute: null,
}

export const words = {
  en: {
    heading: 'The form page',
    title: 'Title',
    note: 'What people read, and what they are asked for. The address is always asked for.',
    intro: 'Text above the fields',
    button: 'Button',
    thanks: 'Thanks, shown afterwards',
    language: 'Language',
    languageNote: 'Of the page around these texts.',
    missing: 'Enter a text.',
    fields: 'Fields',
    label: 'Label',
    name: 'Field name',
    fieldWrong: 'Enter a label, and a name of letters, digits, _ and - that is used once.',
    required: 'Required',
    up: (label: string) => `Move ${label} up`,
    down: (label: string) => `Move ${label} down`,
    remove: (label: string) => `Remove ${label}`,
    add: 'Add a field',
    save: 'Save',
    saved: 'Saved. The form shows it at once.',
  },
  ja: {
    heading: 'フォームのページ',
    title: '題名',
    note: '見る人が読む文と、入力してもらう項目です。メールアドレスは必ず聞きます。',
    intro: '項目の上の文',
    button: 'ボタン',
    thanks: '送信後のお礼の文',
    language: '言語',
    languageNote: 'これらの文のまわりの言語です。',
    missing: '文を入力してください。',
    fields: '項目',
    label: '見出し',
    name: '項目名',
    fieldWrong: '見出しと、文字・数字・_・-のほかと違う項目名を入力してください。',
    required: '必須',
    up: (label: string) => `${label}を上へ`,
    down: (label: string) => `${label}を下へ`,
    remove: (label: string) => `${label}を除く`,
    add: '項目を加える',
    save: '保存する',
    saved: '保存しました。フォームにすぐ反映します。',
  },
}
