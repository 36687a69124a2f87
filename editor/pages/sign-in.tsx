import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { answer, api } from '../api.ts'
import { looksLikeEmail, useFields } from '../parts/use-fields.ts'
import { Wrong } from '../parts/wrong.tsx'
import classes from '../shell/doorstep.module.css'
import { Doorstep } from '../shell/doorstep.tsx'
import { meQuery, useMe } from '../shell/me.ts'
import { useWords } from '../words.ts'

export function Page() {
  const say = useWords(words)
  const me = useMe()
  const signIn = useSignIn()
  const { field, values, check } = useFields(
    { email: '', password: '' },
    {
      email: (value) => (looksLikeEmail(value) ? null : say.emailWrong),
      password: (value) => (value ? null : say.passwordMissing),
    },
  )
  if (me.data?.setup) return <Navigate to="/welcome" replace />
  return (
    <Doorstep title={say.title}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (check(event.currentTarget)) signIn.mutate(values)
        }}
      >
        <TextInput
          {...field('email')}
          label={say.email}
          type="email"
          autoComplete="username"
          autoFocus
        />
        <PasswordInput
          {...field('password')}
          label={say.password}
          autoComplete="current-password"
          visibilityToggleFocusable
          visibilityToggleButtonProps={{ 'aria-label': say.showPassword }}
        />
        <Wrong error={signIn.error} />
        <Button type="submit" size="md" variant="filled" color="moss" loading={signIn.isPending}>
          {say.act}
        </Button>
      </form>
    </Doorstep>
  )
}

function useSignIn() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return useMutation({
    mutationFn: (json: { email: string; password: string }) =>
      answer(api.auth['sign-in'].email.$post({ json })),
    async onSuccess() {
      queries.clear()
      await queries.fetchQuery(meQuery)
      await navigate(within(search.get('then')), { replace: true })
    },
  })
}

/** Only ever back into this product: `//elsewhere` is another site. Pure. */
const within = (then: string | null) => (then && /^\/(?![/\\])/.test(then) ? then : '/journeys')

export const words = {
  en: {
    title: 'Sign in',
    email: 'E-mail address',
    emailWrong: 'Enter your e-mail address.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    showPassword: 'Show the password',
    act: 'Sign in',
  },
  ja: {
    title: 'ログイン',
    email: 'メールアドレス',
    emailWrong: 'メールアドレスを入力してください。',
    password: 'パスワード',
    passwordMissing: 'パスワードを入力してください。',
    showPassword: 'パスワードを表示する',
    act: 'ログインする',
  },
}
