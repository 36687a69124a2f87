import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attributesQuery, type Definition } from '../../parts/attributes.ts'
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
      acts={
        <AddField
          asked={new Set(draft.fields.map(({ attribute }) => attribute))}
          add={(field) => act({ type: 'add', field })}
        />
      }
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

/** The type of field that fits what an attribute keeps. */
const fitting = {
  text: 'text',
  number: 'number',
  date: 'date',
  datetime: 'text',
  boolean: 'choice',
  choice: 'choice',
  choices: 'choices',
} as const satisfies Record<Definition['type'], Field['type']>

type AddProps = { asked: ReadonlySet<string | null>; add: (field: Field) => void }

/** What the form does not ask for yet: the person, the account's own attributes, anything else. */
function AddField({ asked, add }: AddProps) {
  const known = useQuery(attributesQuery).data?.attributes ?? []
  const own = known.filter(
    // A moment is nothing that people fill in.
    ({ key, builtIn, archived, type }) =>
      !builtIn && !archived && type !== 'datetime' && !asked.has(key),
  )
  const person = names.filter((name) => !asked.has(name))
  const say = useWords(words)
  const type = useWords(typeWords)
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={15} stroke={2} aria-hidden />}>
          {say.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {person.length > 0 && <Menu.Label>{say.person}</Menu.Label>}
        {person.map((name) => (
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
        {own.length > 0 && <Menu.Label>{say.attributes}</Menu.Label>}
        {own.map((definition) => (
          <Menu.Item key={definition.key} onClick={() => add(fieldFor(definition, say))}>
            {definition.label}
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

function fieldFor({ key, label, type, choices }: Definition, { yes, no }: Truth): Field {
  const offered =
    type === 'boolean'
      ? [
          { value: 'true', label: yes },
          { value: 'false', label: no },
        ]
      : choices
  return { ...plain, name: key, label, type: fitting[type], choices: offered, attribute: key }
}

type Truth = { yes: string; no: string }

export const words = {
  en: {
    title: 'Fields',
    note: 'The address is always asked for. Drag a handle, or press the arrow keys on it, to change the order.',
    add: 'Add a field',
    person: 'The person',
    attributes: 'Attributes',
    yes: 'Yes',
    no: 'No',
    other: 'Other',
    names: {
      last_name: 'Last name',
      first_name: 'First name',
      last_kana: 'Last name in katakana',
      first_kana: 'First name in katakana',
      company: 'Company',
    },
  },
  ja: {
    title: '項目',
    note: 'メールアドレスは必ず聞きます。順番は、つまみをドラッグするか、つまみの上で矢印キーを押して変えます。',
    add: '項目を加える',
    person: 'お名前など',
    attributes: '属性',
    yes: 'はい',
    no: 'いいえ',
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
