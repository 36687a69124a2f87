import { Button, Select, Textarea, TextInput } from '@mantine/core'
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
  type Text,
  wrongFields,
} from './form-draft.ts'
import { FormFields } from './form-fields.tsx'
import classes from './form-page-editor.module.css'
import { FormPreview } from './form-preview.tsx'
import { FormTopics } from './form-topics.tsx'
import { type Source, useChangeSource } from './queries.ts'
import page from './source.module.css'

/** A form being built: what it says and asks beside how it looks. */
export function FormBuilder({ source }: { source: Source }) {
  if (!source.form) return null
  return <Builder key={source.id} source={source} form={source.form} />
}

function Builder({ source, form }: { source: Source; form: NonNullable<Source['form']> }) {
  const say = useWords(words)
  const before = { form, consent: source.consentWording }
  const [draft, act] = useReducer(reduceForm, before, formDraft)
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  const sent = sentOf(draft)
  // Written the same way: the database keeps no order of keys.
  const changed = JSON.stringify(sent) !== JSON.stringify(sentOf(formDraft(before)))
  const save = () => {
    act({ type: 'check' })
    const { texts, fields } = wrongFields(draft)
    if (texts.size + fields.size === 0) change.mutate(sent)
  }
  return (
    <div className={classes.columns}>
      <div className={classes.parts}>
        <Texts draft={draft} act={act} />
        <FormFields draft={draft} act={act} />
        <Consent draft={draft} act={act} />
        <FormTopics topics={draft.topics} change={(topics) => act({ type: 'topics', topics })} />
        <After draft={draft} act={act} />
        <div className={classes.save}>
          <Wrong error={change.error} />
          <Button disabled={!changed} loading={change.isPending} onClick={save}>
            {say.save}
          </Button>
          <span className={classes.note}>{changed ? say.unsaved : say.savedNote}</span>
        </div>
      </div>
      <FormPreview draft={draft} />
    </div>
  )
}

const sentOf = (draft: FormDraft) => ({
  form: formOf(draft),
  consentWording: draft.consent.trim(),
})

type Part = { draft: FormDraft; act: (act: Act) => void }

function useText({ draft, act }: Part) {
  const say = useWords(words)
  const wrong = draft.checked ? wrongFields(draft).texts : new Set<never>()
  return (name: Text, most: number) => ({
    label: say[name],
    value: draft[name],
    maxLength: most,
    error: wrong.has(name) && (name === 'redirect' ? say.redirectWrong : say.missing),
    onChange: (event: { currentTarget: { value: string } }) =>
      act({ type: 'text', name, value: event.currentTarget.value }),
  })
}

function Texts(part: Part) {
  const say = useWords(words)
  const text = useText(part)
  return (
    <Card title={say.texts}>
      <div className={page.stack}>
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
            value={part.draft.language}
            onChange={(value) =>
              part.act({ type: 'language', language: value === 'en' ? 'en' : 'ja' })
            }
          />
        </div>
      </div>
    </Card>
  )
}

function Consent(part: Part) {
  const say = useWords(words)
  const text = useText(part)
  return (
    <Card title={say.consentTitle} note={say.consentNote}>
      <div className={page.stack}>
        <Textarea {...text('consent', 2000)} autosize minRows={2} />
      </div>
    </Card>
  )
}

function After(part: Part) {
  const say = useWords(words)
  const text = useText(part)
  return (
    <Card title={say.after}>
      <div className={page.stack}>
        <Textarea {...text('thanks', 2000)} autosize minRows={2} />
        <TextInput
          {...text('redirect', 1000)}
          type="url"
          placeholder="https://"
          description={say.redirectNote}
        />
      </div>
    </Card>
  )
}

export const words = {
  en: {
    texts: 'Texts',
    title: 'Title',
    intro: 'Text above the fields',
    button: 'Button',
    language: 'Language',
    languageNote: 'Of the page around these texts.',
    missing: 'Enter a text.',
    consentTitle: 'Consent',
    consentNote:
      'The sentence stands beside a box that nobody has ticked. It is kept with every consent, as it was on the day. Empty: no box, no consent.',
    consent: 'Consent wording',
    after: 'Afterwards',
    thanks: 'Thanks',
    redirect: 'Or go on to this page',
    redirectNote: 'A page of your site. Empty: the thanks are shown.',
    redirectWrong: 'Enter an address that begins with https:// or http://.',
    save: 'Save',
    saved: 'Saved. The form shows it at once.',
    savedNote: 'Everything is saved.',
    unsaved: 'Not saved yet.',
  },
  ja: {
    texts: '文',
    title: '題名',
    intro: '項目の上の文',
    button: 'ボタン',
    language: '言語',
    languageNote: 'これらの文のまわりの言語です。',
    missing: '文を入力してください。',
    consentTitle: '同意',
    consentNote:
      '文は、チェックの入っていない欄の横に出ます。同意ごとに、その日の文のまま残します。空ならチェック欄は出ず、同意も記録しません。',
    consent: '同意の文',
    after: '送信のあと',
    thanks: 'お礼の文',
    redirect: 'または、このページに移る',
    redirectNote: 'ご自分のサイトのページです。空なら、お礼の文を表示します。',
    redirectWrong: 'https://かhttp://で始まるアドレスを入力してください。',
    save: '保存する',
    saved: '保存しました。フォームにすぐ反映します。',
    savedNote: 'すべて保存されています。',
    unsaved: 'まだ保存していません。',
  },
}
