import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { answer, api } from '../api.ts'
import { looksLikeEmail, useFields } from '../parts/use-fields.ts'
import { Wrong } from '../parts/wrong.tsx'
import classes from '../shell/doorstep.module.css'
import { Doorstep } from '../shell/doorstep.tsx'
import { meQuery, useMe } from '../shell/me.ts'
import { useLanguage, useWords } from '../words.ts'

/** The first visit, by the link printed at start: makes the owner. */
export function Page() {
  const say = useWords(words)
  const me = useMe()
  const [search] = useSearchParams()
  const token = search.get('token')
  if (me.data?.member) return <Navigate to="/journeys" replace />
  if (me.data && !me.data.setup) {
    return (
      <Doorstep title={say.closed} text={say.closedText}>
        <div className={classes.form}>
          <Button component={Link} to="/sign-in" size="md" variant="filled" color="moss">
            {say.signIn}
          </Button>
        </div>
      </Doorstep>
    )
  }
  return token ? (
    <Doorstep title={say.title} text={say.text}>
      <OwnerForm token={token} />
    </Doorstep>
  ) : (
    <Doorstep title={say.noLink} text={say.noLinkText}>
      {null}
    </Doorstep>
  )
}

function OwnerForm({ token }: { token: string }) {
  const say = useWords(words)
  const { field, values, check, refuse } = useFields(
    { name: '', email: '', password: '' },
    {
      name: (value) => (value.trim() ? null : say.nameMissing),
      email: (value) => (looksLikeEmail(value) ? null : say.emailWrong),
      password: (value) => (value.length >= 8 ? null : say.passwordShort),
    },
  )
  const create = useCreateOwner(token, (error) => refuse(error, say.refused))
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (check(event.currentTarget)) create.mutate(values)
      }}
    >
      <TextInput {...field('name')} label={say.name} autoComplete="name" autoFocus />
      <TextInput {...field('email')} label={say.email} type="email" autoComplete="username" />
      <PasswordInput
        {...field('password')}
        label={say.password}
        description={say.passwordHelp}
        autoComplete="new-password"
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': say.showPassword }}
      />
      <Wrong error={create.error} />
      <Button type="submit" size="md" variant="filled" color="moss" loading={create.isPending}>
        {say.act}
      </Button>
    </form>
  )
}

function useCreateOwner(token: string, refused: (error: Error) => void) {
  const language = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (owner: { name: string; email: string; password: string }) =>
      answer(api.setup.$post({ json: { token, language, ...owner } })),
    async onSuccess() {
      queries.clear()
      await queries.fetchQuery(meQuery)
      await navigate('/journeys', { replace: true })
    },
    onError: refused,
  })
}

export const words = {
  en: {
    title: 'Lay the first stone',
    text: 'You will own this installation. These details stay on your server.',
    name: 'Your name',
    nameMissing: 'Enter your name.',
    email: 'E-mail address',
    emailWrong: 'Enter an e-mail address, such as name@example.com.',
    password: 'Password',
    passwordHelp: 'At least 8 characters; a sentence is easiest to remember.',
    passwordShort: 'Enter at least 8 characters.',
    showPassword: 'Show the password',
    refused: 'This was not taken. Change it and send again.',
    act: 'Begin',
    closed: 'This installation has an owner',
    closedText: 'The first visit has been made. Sign in to go on.',
    signIn: 'Sign in',
    noLink: 'Open the link from the terminal',
    noLinkText:
      'The first visit begins with the one-time link that was printed where Tobiishi was started. Open that link in this browser.',
  },
  ja: {
    title: '最初の一石を置きましょう',
    text: 'あなたがこのTobiishiのオーナーになります。入力した内容は、このサーバーの外に出ません。',
    name: 'お名前',
    nameMissing: 'お名前を入力してください。',
    email: 'メールアドレス',
    emailWrong: 'name@example.comのような形で、メールアドレスを入力してください。',
    password: 'パスワード',
    passwordHelp: '8文字以上。短い文にすると覚えやすくなります。',
    passwordShort: '8文字以上で入力してください。',
    showPassword: 'パスワードを表示する',
    refused: 'この内容では登録できません。直して、もう一度送ってください。',
    act: 'はじめる',
    closed: 'オーナーは登録済みです',
    closedText: '最初の登録は終わっています。ログインして続けてください。',
    signIn: 'ログインする',
    noLink: 'ターミナルのリンクを開いてください',
    noLinkText:
      '最初の登録は、Tobiishiを起動した画面に表示された一度きりのリンクから始まります。そのリンクをこのブラウザーで開いてください。',
  },
}
