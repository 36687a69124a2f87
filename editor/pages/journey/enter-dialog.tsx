import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, answer, api } from '../../api.ts'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { journeyKey } from './data.ts'
import dialog from './mend-dialog.module.css'

type Props = { journeyId: number; opened: boolean; onClose(): void }

/** Enters one contact by hand, by their e-mail address. */
export function EnterDialog({ opened, onClose, journeyId }: Props) {
  const say = useWords(words)
  return (
    <Modal opened={opened} onClose={onClose} size={480} padding={20} aria-label={say.title}>
      <Form journeyId={journeyId} onClose={onClose} />
    </Modal>
  )
}

function Form({ journeyId, onClose }: Omit<Props, 'opened'>) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const enter = useMutation({
    async mutationFn(register: boolean) {
      const json = { email: email.trim() }
      if (register) await answer(api.contacts.$post({ json: { ...json, attributes: {} } }))
      const param = { id: String(journeyId) }
      return answer(api.journeys[':id'].enrollments.$post({ param, json }))
    },
    onSuccess() {
      void queries.invalidateQueries({ queryKey: journeyKey(journeyId) })
      toast({ title: say.entered(email.trim()) })
      onClose()
    },
  })
  const unknown = enter.error instanceof ApiError && enter.error.code === 'contact-missing'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (email.trim()) enter.mutate(unknown)
      }}
    >
      <h2 className={dialog.title}>{say.title}</h2>
      <p className={dialog.text}>{say.text}</p>
      <TextInput
        type="email"
        label={say.email}
        data-autofocus
        autoComplete="off"
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value)
          enter.reset()
        }}
        error={unknown ? say.unknown : enter.error?.message}
      />
      <div className={dialog.acts}>
        <Button onClick={onClose}>{say.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          color="moss"
          disabled={!email.trim()}
          loading={enter.isPending}
        >
          {unknown ? say.registerAndEnter : say.enter}
        </Button>
      </div>
    </form>
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
    cancel: 'Cancel',
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
    cancel: 'やめる',
    entered: (email: string) => `${email}が入りました。`,
  },
}
