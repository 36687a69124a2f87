import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import { type Act, type Field, type FormDraft, wrongFields } from './form-draft.ts'
import { FieldRow } from './form-field.tsx'
import classes from './form-page-editor.module.css'
import { typeWords } from './form-words.ts'

/** What a form asks for, in its order: by drag, or by the arrow keys on a handle. */
export function FormFields({ draft, act }: { draft: FormDraft; act: (act: Act) => void }) {
  const say = useWords(words)
  const [dragged, setDragged] = useState<number | null>(null)
  const wrong = draft.checked ? wrongFields(draft).fields : new Set<number>()
  return (
    <Card
      title={say.title}
      note={say.note}
      acts={<AddField add={(field) => act({ type: 'add', field })} />}
    >
      <ol className={classes.fields}>
        {draft.fields.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            place={{ index, last: index === draft.fields.length - 1 }}
            open={draft.open === field.id}
            wrong={wrong.has(field.id)}
            act={act}
            drag={{
              on: dragged === field.id,
              begin: () => setDragged(field.id),
              over: () => {
                if (dragged !== null && dragged !== field.id) {
                  act({ type: 'drop', id: dragged, onto: field.id })
                }
              },
              end: () => setDragged(null),
            }}
          />
        ))}
      </ol>
    </Card>
  )
}

const plain: Field = {
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

const names = ['last_name', 'first_name', 'last_kana', 'first_kana', 'company'] as const
const types = ['text', 'long', 'choice', 'choices', 'number', 'date', 'tel', 'hidden'] as const

function AddField({ add }: { add: (field: Field) => void }) {
  const say = useWords(words)
  const type = useWords(typeWords)
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={15} stroke={2} aria-hidden />}>
          {say.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say.person}</Menu.Label>
        {names.map((name) => (
          <Menu.Item
            key={name}
            onClick={() =>
              add({
                ...plain,
                name,
                label: say.names[name],
                type: name.endsWith('kana') ? 'kana' : 'text',
                attribute: name,
              })
            }
          >
            {say.names[name]}
          </Menu.Item>
        ))}
        <Menu.Label>{say.other}</Menu.Label>
        {types.map((each) => (
          <Menu.Item
            key={each}
            onClick={() => add({ ...plain, name: each, label: type[each], type: each })}
          >
            {type[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export const words = {
  en: {
    title: 'Fields',
    note: 'The address is always asked for. Drag a handle, or press the arrow keys on it, to change the order.',
    add: 'Add a field',
    person: 'The person',
    other: 'Other',
    names: {
      last_name: 'Family name',
      first_name: 'Given name',
      last_kana: 'Family name in katakana',
      first_kana: 'Given name in katakana',
      company: 'Company',
    },
  },
  ja: {
    title: '項目',
    note: 'メールアドレスは必ず聞きます。順番は、つまみをドラッグするか、つまみの上で矢印キーを押して変えます。',
    add: '項目を加える',
    person: 'お名前など',
    other: 'そのほか',
    names: {
      last_name: '姓',
      first_name: '名',
      last_kana: 'セイ',
      first_kana: 'メイ',
      company: '会社名',
    },
  },
}
