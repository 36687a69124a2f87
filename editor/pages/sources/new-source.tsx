import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'

type Kind = 'form' | 'webhook' | 'site'
type Props = { opened: boolean; onClose: () => void }

/** Makes a door: a form page of ours, an address to which others post, or a website’s script. */
export function NewSource({ opened, onClose }: Props) {
  const say = useWords(words)
  const [kind, setKind] = useState<Kind>('form')
  const { field, values, check, set } = useFields(
    { name: '', consent: '', page: '' },
    {
      name: (value) => (value.trim() ? null : say.nameMissing),
      page: (value) =>
        kind !== 'site' || /^https?:\/\/./.test(value.trim()) ? null : say.pageMissing,
    },
  )
  const close = () => {
    set({ name: '', consent: '', page: '' })
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
        if (check(form)) create.mutate({ kind, ...values })
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
            { value: 'site', label: say.kinds.site },
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
      {kind === 'site' ? (
        <TextInput
          {...field('page')}
          label={say.page}
          placeholder="https://www.example.jp"
          maxLength={300}
        />
      ) : (
        <Textarea
          {...field('consent')}
          label={say.consent}
          description={say.consentNote[kind]}
          placeholder={say.consentExample}
          autosize
          minRows={2}
          maxLength={2000}
        />
      )}
    </FormDialog>
  )
}

function useCreate(done: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({
      kind,
      name,
      consent,
      page,
    }: Record<'name' | 'consent' | 'page', string> & { kind: Kind }) =>
      answer(
        api.sources.$post({
          json:
            kind === 'site'
              ? { kind, name, site: { origins: [page.trim()], trustsAddresses: false } }
              : { kind, name, consentWording: consent },
        }),
      ),
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
    kinds: { form: 'Form page', webhook: 'Webhook', site: 'Website' },
    what: {
      form: 'A sign-up page made here. You get its address and link to it from anywhere.',
      webhook:
        'An address to which the form or shop you already use posts: WordPress, Typeform, Tally, Google Forms, Stripe or your own site.',
      site: 'A small script for your own site tells what members do there: looked, put into the cart, bought.',
    },
    page: 'The site’s address',
    pageMissing: 'Enter it with https://, for example https://www.example.jp.',
    name: 'Name',
    nameMissing: 'Enter a name.',
    example: { form: 'Sign-up form', webhook: 'Brochure request', site: 'Online shop' },
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
    kinds: { form: 'フォームのページ', webhook: 'Webhook', site: 'サイト' },
    what: {
      form: '登録フォームのページをここで作ります。アドレスができるので、どこからでもリンクできます。',
      webhook:
        'いまお使いのフォームやお店から送ってもらうアドレスです。WordPress、Typeform、Tally、Googleフォーム、Stripe、自社サイトなどに使えます。',
      site: '自社サイトに置く小さなスクリプトが、会員の方の行動（閲覧、カート、購入など）を知らせます。',
    },
    page: 'サイトのアドレス',
    pageMissing: 'https://www.example.jpのように、https://から入力してください。',
    name: '名前',
    nameMissing: '名前を入力してください。',
    example: { form: '会員登録フォーム', webhook: '資料請求', site: 'オンラインショップ' },
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
