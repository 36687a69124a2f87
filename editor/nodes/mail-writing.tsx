import { SegmentedControl, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { SendData } from '../../server/engine/nodes/send.ts'
import { CodeField, type CodeHand } from '../parts/code-field.tsx'
import { useWords } from '../words.ts'
import classes from './mail-dialog.module.css'
import { MergeMenu } from './merge-menu.tsx'
import { usePreview } from './use-preview.ts'

type Part = 'subject' | 'preheader' | 'html' | 'text'

type Props = {
  data: SendData
  change(part: Partial<SendData>): void
  /** What is written first where nothing is written yet. */
  first?: 'html' | 'text'
  /** Nothing came with a trigger: its fields are not offered. */
  untriggered?: boolean
}

/** The fields of a mail, with merge fields put where the cursor was last. */
export function MailWriting({ data, change, first = 'html', untriggered }: Props) {
  const say = useWords(words)
  const [body, setBody] = useState<'html' | 'text'>(
    data.text && !data.html ? 'text' : data.html ? 'html' : first,
  )
  const { data: preview } = usePreview(data, null)
  const code = useRef<CodeHand>(null)
  const fields = useRef<Partial<Record<Part, HTMLInputElement | null>>>({})
  /** Where the cursor was last: the menu of merge fields has taken the focus since. */
  const [writing, setWriting] = useState<Part>(body)

  const insert = (text: string) => {
    const field = fields.current[writing]
    if (writing !== 'subject' && writing !== 'preheader') return code.current?.insert(text)
    const value = data[writing]
    const [from, to] = [field?.selectionStart ?? value.length, field?.selectionEnd ?? value.length]
    change({ [writing]: value.slice(0, from) + text + value.slice(to) })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + text.length, from + text.length)
    })
  }
  const wrong = (preview?.problems ?? []).filter((problem) => problem.part === body)

  return (
    <div className={classes.writing}>
      {(['subject', 'preheader'] as const).map((part) => (
        <TextInput
          key={part}
          ref={(field) => {
            fields.current[part] = field
          }}
          label={say[part]}
          description={part === 'preheader' ? say.preheaderNote : undefined}
          data-autofocus={part === 'subject' || undefined}
          maxLength={500}
          value={data[part]}
          onFocus={() => setWriting(part)}
          onChange={(event) => change({ [part]: event.currentTarget.value })}
        />
      ))}
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label={say.body}
          value={body}
          onChange={(value) => {
            setBody(value as typeof body)
            setWriting(value as typeof body)
          }}
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'text', label: say.text },
          ]}
        />
        <MergeMenu insert={insert} untriggered={untriggered} />
      </div>
      <fieldset className={classes.body} onFocus={() => setWriting(body)}>
        <CodeField
          key={body}
          hand={code}
          label={body === 'html' ? say.html : say.text}
          mode={body}
          value={data[body]}
          onChange={(value) => value !== data[body] && change({ [body]: value })}
          problems={wrong}
          description={data[body] ? undefined : say.made[body]}
          minHeight={Math.min(300, codeHeight())}
          maxHeight={codeHeight()}
        />
      </fieldset>
    </div>
  )
}

/** What the dialog leaves for the code below subject, preheader and tools. */
const codeHeight = () => Math.max(180, Math.min(840, window.innerHeight * 0.88) - 432)

export const words = {
  en: {
    subject: 'Subject',
    preheader: 'Preheader',
    preheaderNote: 'The line that an inbox shows behind the subject.',
    body: 'Part of the mail',
    html: 'HTML, with Liquid',
    text: 'Text',
    made: {
      html: 'Empty: made from the text.',
      text: 'Empty: made from the HTML.',
    },
  },
  ja: {
    subject: '件名',
    preheader: 'プリヘッダー',
    preheaderNote: '受信箱で、件名の後ろに見える1行です。',
    body: 'メールの部分',
    html: 'HTML（Liquid）',
    text: 'テキスト',
    made: {
      html: '空のときは、テキストから作ります。',
      text: '空のときは、HTMLから作ります。',
    },
  },
}
