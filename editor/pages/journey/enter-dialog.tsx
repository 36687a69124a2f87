import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { journeyKey } from '../journeys/queries.ts'

type Props = { journeyId: number; opened: boolean; onClose(): void }

/** Enters one contact by hand, by their e-mail address. */
export function EnterDialog({ journeyId, opened, onClose }: Props) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const email = typed.trim()
  const close = () => {
    setTyped('')
    enter.reset()
    onClose()
  }
  const enter = useMutation({
    async mutationFn(register: boolean) {
      if (register) await answer(api.contacts.$post({ json: { email } }))
      const param = { id: String(journeyId) }
      return answer(api.journeys[':id'].enrollments.$post({ param, json: { email } }))
    },
    onSuccess() {
      void queries.invalidateQueries({ queryKey: journeyKey(journeyId) })
      toast({ title: say.entered(email) })
      close()
    },
  })
  const unknown = enter.error instanceof ApiError && enter.error.code === 'contact-missing'
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={say.title}
      note={say.text}
      verb={unknown ? say.registerAndEnter : say.enter}
      onSubmit={() => email && enter.mutate(unknown)}
      busy={enter.isPending}
      error={unknown ? null : enter.error}
      disabled={!email}
    >
      <TextInput
        type="email"
        label={say.email}
        data-autofocus
        autoComplete="off"
        value={typed}
        error={unknown && say.unknown}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          enter.reset()
        }}
      />
    </FormDialog>
  )
}

export const words = {
  en: {
    title: 'Enter a contact by hand',
    text: 'The contact begins at the trigger “by hand” and walks the live version.',
    email: 'E-mail address',
    unknown:
      'This address is not a contact yet. Without a consent on record, no advertising is sent to it.',
    enter: 'Enter',
    registerAndEnter: 'Create and enter',
    entered: (email: string) => `${email} has entered.`,
  },
  ja: {
    title: '手動で人を入れる',
    text: '「手動」の開始条件から、公開中の版を歩きはじめます。',
    email: 'メールアドレス',
    unknown:
      'このアドレスはまだ登録されていません。同意の記録がない人に、広告宣伝メールは送られません。',
    enter: '入れる',
    registerAndEnter: '登録して入れる',
    entered: (email: string) => `${email}が入りました。`,
  },
}
