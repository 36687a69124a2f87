import {
  ActionIcon,
  Autocomplete,
  Checkbox,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconChevronDown, IconGripVertical, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { useWords } from '../../words.ts'
import {
  type Act,
  asksChoice,
  choicesOf,
  type Field,
  type FormDraft,
  linesOf,
} from './form-draft.ts'
import classes from './form-page-editor.module.css'
import { typeWords } from './form-words.ts'

type Props = {
  field: FormDraft['fields'][number]
  place: { index: number; last: boolean }
  open: boolean
  wrong: boolean
  act: (act: Act) => void
  drag: { on: boolean; begin(): void; over(): void; end(): void }
}

/** One question of a form: its place and name, and on request everything about it. */
export function FieldRow({ field, open, wrong, act, drag }: Props) {
  const say = useWords(words)
  const type = useWords(typeWords)
  const { id, label, required } = field
  return (
    <li
      className={classes.field}
      data-dragged={drag.on || undefined}
      data-wrong={wrong || undefined}
      onDragEnter={drag.over}
      onDragOver={(event) => event.preventDefault()}
    >
      <div className={classes.row}>
        <ActionIcon
          className={classes.handle}
          aria-label={say.handle(label)}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', label)
            drag.begin()
          }}
          onDragEnd={drag.end}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            act({ type: 'move', id, by: event.key === 'ArrowUp' ? -1 : 1 })
          }}
        >
          <IconGripVertical size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
        <button
          type="button"
          className={classes.name}
          aria-expanded={open}
          onClick={() => act({ type: 'open', id: open ? null : id })}
        >
          <span>{label || say.unnamed}</span>
          <span className={classes.kind}>
            {type[field.type]}
            {required ? `${say.gap}${say.required}` : ''}
          </span>
          <IconChevronDown size={15} stroke={2} aria-hidden />
        </button>
        <ActionIcon
          aria-label={say.remove(label)}
          disabled={field.name === EMAIL}
          onClick={() => act({ type: 'remove', id })}
        >
          <IconX size={15} stroke={2} aria-hidden />
        </ActionIcon>
      </div>
      {wrong && <p className={classes.wrong}>{say.wrong}</p>}
      {open && <Details field={field} change={(part) => act({ type: 'field', id, part })} />}
    </li>
  )
}

function Details({ field, change }: { field: Field; change: (part: Partial<Field>) => void }) {
  const say = useWords(words)
  const { type } = field
  const fixed = field.name === EMAIL
  const choice = asksChoice(type)
  return (
    <div className={classes.details}>
      <TextInput
        label={say.label}
        value={field.label}
        maxLength={100}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      {type === 'hidden' ? (
        <TextInput
          label={say.value}
          description={say.valueNote(field.name)}
          value={field.value}
          maxLength={500}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          label={say.help}
          value={field.help}
          maxLength={300}
          onChange={(event) => change({ help: event.currentTarget.value })}
        />
      )}
      {choice && <Choices choices={field.choices} change={(choices) => change({ choices })} />}
      {type === 'choice' && (
        <SegmentedControl
          aria-label={say.look}
          value={field.look}
          onChange={(look) => change({ look: look as Field['look'] })}
          data={[
            { value: 'radio', label: say.radio },
            { value: 'select', label: say.select },
          ]}
        />
      )}
      {!fixed && <Kept field={field} change={change} />}
      {!fixed && type !== 'hidden' && (
        <Checkbox
          color="moss"
          radius={5}
          label={say.must}
          checked={field.required}
          onChange={(event) => change({ required: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}

function Choices(props: {
  choices: Field['choices']
  change: (choices: Field['choices']) => void
}) {
  const say = useWords(words)
  const [text, setText] = useState(() => linesOf(props.choices))
  return (
    <Textarea
      label={say.choices}
      description={say.choicesNote}
      value={text}
      autosize
      minRows={3}
      onChange={(event) => {
        setText(event.currentTarget.value)
        props.change(choicesOf(event.currentTarget.value))
      }}
    />
  )
}

/** Under which name the answer comes, and whether the contact keeps it. */
function Kept({ field, change }: { field: Field; change: (part: Partial<Field>) => void }) {
  const say = useWords(words)
  const { data } = useQuery({
    queryKey: ['attributes'],
    queryFn: () => answer(api.attributes.$get()),
    staleTime: 60_000,
  })
  const known = (data?.attributes ?? []).filter(({ archived }) => !archived)
  const label = known.find(({ key }) => key === field.attribute)?.label
  return (
    <div className={classes.two}>
      <TextInput
        label={say.name}
        description={say.nameNote}
        value={field.name}
        maxLength={64}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Autocomplete
        label={say.attribute}
        description={label && label !== field.attribute ? label : say.attributeNote}
        data={known.map(({ key }) => key)}
        value={field.attribute ?? ''}
        maxLength={64}
        onChange={(attribute) => change({ attribute: attribute.trim() || null })}
      />
    </div>
  )
}

const EMAIL = 'email'

export const words = {
  en: {
    handle: (label: string) => `Move ${label}: arrow keys`,
    remove: (label: string) => `Remove ${label}`,
    unnamed: 'Without a label',
    required: 'required',
    gap: ' · ',
    wrong:
      'Enter a label, a field name of letters, digits, _ and - that is used once, choices where there are any, and each attribute once.',
    label: 'Label',
    help: 'Help below the label (may be empty)',
    value: 'Value',
    valueNote: (name: string) =>
      `The page’s address may say otherwise: ?${name}=… Anybody can change it, so believe nothing by it.`,
    choices: 'Choices, one a line',
    choicesNote: '“value=label” keeps another value than is read.',
    look: 'How it looks',
    radio: 'Buttons',
    select: 'List',
    must: 'Must be filled in',
    name: 'Field name',
    nameNote: 'For mails and conditions: payload.name',
    attribute: 'Attribute that keeps it',
    attributeNote: 'Empty: only the journey knows it.',
  },
  ja: {
    handle: (label: string) => `${label}を動かす：上下の矢印キー`,
    remove: (label: string) => `${label}を除く`,
    unnamed: '見出しなし',
    required: '必須',
    gap: '・',
    wrong:
      '見出しと、文字・数字・_・-のほかと違う項目名を入力してください。選択肢は一つ以上、属性は一度だけ使えます。',
    label: '見出し',
    help: '見出しの下の説明（空でもよい）',
    value: '値',
    valueNote: (name: string) =>
      `ページのアドレスに「?${name}=…」を付けると、その値になります。だれでも変えられる値です。`,
    choices: '選択肢（一行に一つ）',
    choicesNote: '「値=見出し」と書くと、見出しと違う値を残せます。',
    look: '見た目',
    radio: 'ボタン',
    select: 'リスト',
    must: '必ず入力してもらう',
    name: '項目名',
    nameNote: 'メールや条件分岐では「payload.項目名」です。',
    attribute: '残す先の属性',
    attributeNote: '空なら、シナリオの中だけで使えます。',
  },
}
