import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { SendData } from '../../server/engine/nodes/send.ts'
import { MailThumb } from '../parts/mail-frame.tsx'
import { useWords } from '../words.ts'
import type { FormProps } from './face.ts'
import { Field } from './field.tsx'
import { MailDialog } from './mail-dialog.tsx'
import { Problems } from './mail-preview.tsx'
import classes from './send-form.module.css'
import { usePreview } from './use-preview.ts'

/** A mail in the inspector: what an inbox shows of it, the body in small, and what the law asks. */
export function SendForm({ data, wrong, change }: FormProps<SendData>) {
  const say = useWords(words)
  const [writing, setWriting] = useState(false)
  const { data: preview } = usePreview(data, null)
  const isEmpty = !data.html.trim() && !data.text.trim()
  const { [data.class]: law } = say.law
  return (
    <>
      <TextInput
        label={say.subject}
        maxLength={500}
        value={data.subject}
        error={wrong['subject-missing']}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Field label={say.body}>
        <div className={classes.body}>
          <MailThumb html={isEmpty ? null : (preview?.html ?? null)} text="" />
          <div className={classes.beside}>
            <p className={classes.parts}>{isEmpty ? say.empty : say.parts(data)}</p>
            <Button
              leftSection={<IconPencil size={15} stroke={2} aria-hidden />}
              onClick={() => setWriting(true)}
            >
              {say.write}
            </Button>
          </div>
        </div>
        {wrong['body-missing'] && <p className={classes.wrong}>{wrong['body-missing']}</p>}
      </Field>
      {preview && <Problems problems={preview.problems} />}
      <TextInput
        label={say.preheader}
        maxLength={500}
        value={data.preheader}
        onChange={(event) => change({ preheader: event.currentTarget.value })}
      />
      <Field label={say.class}>
        <SegmentedControl
          fullWidth
          aria-label={say.class}
          value={data.class}
          onChange={(value) => change({ class: value as SendData['class'] })}
          data={[
            { value: 'advertising', label: say.advertising },
            { value: 'transactional', label: say.transactional },
          ]}
        />
        <p className={classes.law}>{law}</p>
      </Field>
      <Select
        label={say.leftOut}
        allowDeselect={false}
        data={[
          { value: 'go-on', label: say.goOn },
          { value: 'exit', label: say.exit },
        ]}
        value={data.ifLeftOut}
        onChange={(value) => change({ ifLeftOut: value as SendData['ifLeftOut'] })}
      />
      <TextInput
        label={say.name}
        placeholder={say.nameless}
        maxLength={200}
        value={data.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <MailDialog opened={writing} onClose={() => setWriting(false)} data={data} change={change} />
    </>
  )
}

export const words = {
  en: {
    subject: 'Subject',
    preheader: 'Preheader',
    body: 'Body',
    empty: 'There is nothing in it yet.',
    parts: ({ html, text }: { html: string; text: string }) =>
      html && text
        ? 'HTML and text.'
        : html
          ? 'HTML. The text is made from it.'
          : 'Text. The HTML is made from it.',
    write: 'Write the mail',
    class: 'Kind of mail',
    advertising: 'Advertising',
    transactional: 'Transactional',
    law: {
      advertising:
        'Needs consent, and carries the sender’s name, address and an unsubscribe link (Act on Specified E-mail).',
      transactional:
        'For orders, bookings and the like only. With advertising in it, it counts as advertising.',
    },
    leftOut: 'If it could not be sent',
    goOn: 'Go on to the next step',
    exit: 'End the walk here',
    name: 'Name',
    nameless: 'Shows the subject when empty',
  },
  ja: {
    subject: '件名',
    preheader: 'プリヘッダー',
    body: '本文',
    empty: 'まだ何も書かれていません。',
    parts: ({ html, text }: { html: string; text: string }) =>
      html && text
        ? 'HTMLとテキストがあります。'
        : html
          ? 'HTMLがあります。テキストはHTMLから作ります。'
          : 'テキストがあります。HTMLはテキストから作ります。',
    write: '文面を書く',
    class: 'メールの種類',
    advertising: '広告宣伝',
    transactional: '取引・お知らせ',
    law: {
      advertising:
        '同意のある人にだけ送ります。送信者の名称・住所・配信停止の案内が入ります（特定電子メール法）。',
      transactional:
        '注文や予約の連絡など、取引に必要な知らせだけに使います。宣伝を含むと広告宣伝になります。',
    },
    leftOut: '送れなかったとき',
    goOn: '次のステップへ進む',
    exit: 'ここで終える',
    name: '名前',
    nameless: '空のときは件名を表示します',
  },
}
