import { Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { words as basisWords } from '../../../server/words/bases.ts'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toasts.tsx'
import { looksLikeEmail, useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'
import classes from './add-dialog.module.css'

const bases = ['opt-in', 'written', 'dealings', 'published'] as const
type Basis = (typeof bases)[number]

type Props = { opened: boolean; onClose: () => void }

/** Enters somebody by hand, with the basis on which they may be written to. */
export function AddDialog({ opened, onClose }: Props) {
  const say = useWords(words)
  const baseWords = useWords(basisWords)
  const [basis, setBasis] = useState<Basis | null>(null)
  const { field, values, check, set } = useFields(
    { email: '', last: '', first: '' },
    { email: (value) => (looksLikeEmail(value) ? null : say.emailWrong) },
  )
  const close = () => {
    set({ email: '', last: '', first: '' })
    setBasis(null)
    onClose()
  }
  const add = useAdd(close)
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={say.title}
      verb={say.act}
      busy={add.isPending}
      error={add.error}
      onSubmit={(form) => {
        if (check(form)) add.mutate({ ...values, basis })
      }}
    >
      <TextInput {...field('email')} label={say.email} type="email" data-autofocus />
      <div className={classes.names}>
        <TextInput {...field('last')} label={say.last} maxLength={100} />
        <TextInput {...field('first')} label={say.first} maxLength={100} />
      </div>
      <Select
        label={say.basis}
        description={say.basisNote}
        placeholder={say.none}
        clearable
        data={bases.map((value) => ({ value, label: baseWords[value] }))}
        value={basis}
        onChange={(value) => setBasis(bases.find((each) => each === value) ?? null)}
      />
    </FormDialog>
  )
}

type Person = { email: string; last: string; first: string; basis: Basis | null }

function useAdd(done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ email, last, first, basis }: Person) =>
      answer(
        api.contacts.$post({
          json: {
            email: email.trim(),
            attributes: {
              ...(last.trim() && { last_name: last.trim() }),
              ...(first.trim() && { first_name: first.trim() }),
            },
            ...(basis && { consent: { basis } }),
          },
        }),
      ),
    async onSuccess({ id, name }) {
      done()
      toast({ title: say.done(name) })
      await client.invalidateQueries({ queryKey: ['contacts'] })
      await navigate(`/contacts/${id}`)
    },
  })
}

export const words = {
  en: {
    title: 'Add a contact',
    email: 'E-mail address',
    emailWrong: 'Enter an e-mail address.',
    last: 'Last name',
    first: 'First name',
    basis: 'Consent to advertising',
    basisNote: 'Without one, only transactional mail goes to this contact.',
    none: 'None on record',
    act: 'Add',
    done: (name: string) => `${name} has been added.`,
  },
  ja: {
    title: 'コンタクトを加える',
    email: 'メールアドレス',
    emailWrong: 'メールアドレスを入力してください。',
    last: '姓',
    first: '名',
    basis: '広告メールの同意',
    basisNote: '同意がない方には、取引・お知らせのメールだけを送ります。',
    none: '記録なし',
    act: '加える',
    done: (name: string) => `${name}さんを加えました。`,
  },
}
