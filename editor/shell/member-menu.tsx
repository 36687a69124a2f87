import { Menu, UnstyledButton } from '@mantine/core'
import { IconLogout, IconSelector, IconSettings } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { answer, api } from '../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { toastError } from '../parts/toasts.tsx'
import { useWords } from '../words.ts'
import type { Me } from './me.ts'
import classes from './member-menu.module.css'
import { Preferences } from './preferences.tsx'

type Props = { member: NonNullable<Me['member']>; account: string; rail: boolean }

/** Who is signed in; opens language, colors and the way out. */
export function MemberMenu({ member, account, rail }: Props) {
  const say = useWords(words)
  const signOut = useSignOut()
  const name = member.name || member.email
  return (
    <Menu position="top-start" width={260} closeOnItemClick={false} offset={8}>
      <Menu.Target>
        <UnstyledButton className={classes.member}>
          <Avatar name={name} size={30} />
          <span className={rail ? 'visually-hidden' : classes.who}>
            <span className={classes.name}>{name}</span>{' '}
            <span className={classes.account}>{account || member.email}</span>
          </span>
          <span className="visually-hidden">{say.menu}</span>
          {!rail && <IconSelector className={classes.open} size={15} stroke={2} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Preferences />
        <Menu.Divider />
        <Menu.Item
          className={classes.settings}
          component={Link}
          to="/settings"
          leftSection={<IconSettings size={15} stroke={2} aria-hidden />}
        >
          {say.settings}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={15} stroke={2} aria-hidden />}
          onClick={() => signOut.mutate()}
        >
          {say.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => answer(api.auth['sign-out'].$post()),
    async onSuccess() {
      await navigate('/sign-in')
      queries.clear()
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    menu: 'Language, colors, sign out',
    settings: 'Settings',
    signOut: 'Sign out',
  },
  ja: {
    menu: '言語、配色、ログアウト',
    settings: '設定',
    signOut: 'ログアウトする',
  },
}
