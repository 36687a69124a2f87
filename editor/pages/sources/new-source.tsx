import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'

type Kind = 'form' | 'webhook'
type Props = { opened: boolean; onClose: () => void }

/** Makes a door: a form page of ours, or an address to which other forms and systems post. */
export function NewSource({ opened, onClose }: Props) {
  const say = useWords(words)
  const [kind, setKind] = useState<Kind>('form')
  const { field, values, check, set } = useFields(
    { name: '', consent: '' },
    { name: (value) => (value.trim() ? null : say.nameMissing) },
  )
  const close = () => {
    set({ name: '', consent: '' })
    setKind('form')
    onClose()
  }
  const create = useCreate(close)
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={say.title}
      verb={say.act}
      busy={create.isPending}
      error={create.error}
      onSubmit={(form) => {
        if (check(form)) create.mutate({ kind, name: values.name, consent: values.consent })
      }}
    >
      <div>
        <SegmentedControl
          fullWidth
          aria-label={say.kind}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={[
            { value: 'form', label: say.kinds.form },
            { value: 'webhook', label: say.kinds.webhook },
          ]}
        />
      </div>
      <p>{say.what[kind]}</p>
      <TextInput
        {...field('name')}
        label={say.name}
        placeholder={say.example[kind]}
        maxLength={100}
        data-autofocus
      />
      <Textarea
        {...field('consent')}
        label={say.consent}
        description={say.consentNote[kind]}
        placeholder={say.consentExample}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </FormDialog>
  )
}

function useCreate(done: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ kind, name, consent }: { kind: Kind; name: string; consent: string }) =>
      answer(api.sources.$post({ json: { kind, name, consentWording: consent } })),
    async onSuccess({ id }) {
      done()
      await client.invalidateQueries({ queryKey: ['sources'] })
      await navigate(`/sources/${id}`)
    },
  })
}

export const words = {
  en: {
    title: 'New source',
    kind: 'Kind of source',
    kinds: { form: 'Form page', webhook: 'Webhook' },
    what: {
      form: 'A sign-up page made here. You get its address and link to it from anywhere.',
      webhook:
        'An address to which the form or shop you already use posts: WordPress, Typeform, Tally, Google Forms, Stripe or your own site.',
    },
    name: 'Name',
    nameMissing: 'Enter a name.',
    example: { form: 'Sign-up form', webhook: 'Brochure request' },
    consent: 'Consent wording (may be empty)',
    consentNote: {
      form: 'Stands beside a box on the form. Whoever ticks it may get advertising; the sentence is kept as evidence.',
      webhook:
        'Everybody who comes in is recorded as having agreed to this sentence. Enter it only if your form asks for it.',
    },
    consentExample: 'I agree to receive news by e-mail.',
    act: 'Make',
  },
  ja: {
    title: '受付口を作る',
    kind: '受付口の種類',
    kinds: { form: 'フォームのページ', webhook: 'Webhook' },
    what: {
      form: '登録フォームのページをここで作ります。アドレスができるので、どこからでもリンクできます。',
      webhook:
        'いまお使いのフォームやお店から送ってもらうアドレスです。WordPress、Typeform、Tally、Googleフォーム、Stripe、自社サイトなどに使えます。',
    },
    name: '名前',
    nameMissing: '名前を入力してください。',
    example: { form: '会員登録フォーム', webhook: '資料請求' },
    consent: '同意の文（空でもよい）',
    consentNote: {
      form: 'フォームのチェック欄の横に出ます。チェックした方には広告メールを送れます。文は証拠として残します。',
      webhook:
        '届いた方は全員、この文に同意したものとして記録します。フォームで同意を求めているときだけ入力してください。',
    },
    consentExample: 'お知らせのメールを受け取ることに同意します。',
    act: '作る',
  },
}
