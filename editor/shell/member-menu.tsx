import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots, IconInbox, IconLogout, IconSelector, IconSettings } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from 'react-router'
import { answer, api } from '../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { toastError } from '../parts/toasts.tsx'
import { useWords } from '../words.ts'
import type { Me } from './me.ts'
import classes from './member-menu.module.css'
import { Preferences } from './preferences.tsx'

type Props = { member: NonNullable<Me['member']>; account: string; rail: boolean }

/** What the row of places on a phone has no room for. */
const places = [
  { key: 'mailbox', to: '/mailbox', icon: IconInbox },
  { key: 'settings', to: '/settings', icon: IconSettings },
] as const

/** Who is signed in; opens language, colors and the way out. */
export function MemberMenu({ member, account, rail }: Props) {
  const say = useWords(words)
  const signOut = useSignOut()
  const name = member.name || member.email
  const { pathname } = useLocation()
  const here = places.some(({ to }) => pathname.startsWith(to))
  return (
    <Menu position="top-start" width={260} closeOnItemClick={false} offset={8}>
      <Menu.Target>
        <UnstyledButton className={classes.member} data-here={here || undefined}>
          <span className={classes.picture}>
            <Avatar name={name} size={30} />
          </span>
          <IconDots className={classes.dots} size={18} stroke={1.75} aria-hidden />
          <span className={classes.more} aria-hidden>
            {say.more}
          </span>
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
        {places.map(({ key, to, icon: Icon }) => (
          <Menu.Item
            key={key}
            className={classes.place}
            component={Link}
            to={to}
            closeMenuOnClick
            leftSection={<Icon size={15} stroke={2} aria-hidden />}
          >
            {say[key]}
          </Menu.Item>
        ))}
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
    more: 'More',
    mailbox: 'Built-in mailbox',
    settings: 'Settings',
    signOut: 'Sign out',
  },
  ja: {
    menu: '言語、配色、ログアウト',
    more: 'もっと',
    mailbox: '内蔵メールボックス',
    settings: '設定',
    signOut: 'ログアウトする',
  },
}
