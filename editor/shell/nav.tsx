import { Tooltip } from '@mantine/core'
import {
  IconForms,
  IconInbox,
  IconRoute,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { NavLink } from 'react-router'
import { Logo } from '../parts/logo.tsx'
import { useWords } from '../words.ts'
import type { Me } from './me.ts'
import { MemberMenu } from './member-menu.tsx'
import classes from './nav.module.css'

const places = [
  { key: 'journeys', to: '/journeys', icon: IconRoute },
  { key: 'contacts', to: '/contacts', icon: IconUsers },
  { key: 'segments', to: '/segments', icon: IconUsersGroup },
  { key: 'sources', to: '/sources', icon: IconForms },
  { key: 'mailbox', to: '/mailbox', icon: IconInbox },
  { key: 'settings', to: '/settings', icon: IconSettings },
] as const

type Props = { member: NonNullable<Me['member']>; account: string; rail: boolean }

/**
 * The way between pages: 216 wide, inside a journey a rail of 56, on a phone a row below, whose last
 * place opens what has no room in it.
 */
export function Nav({ member, account, rail }: Props) {
  const say = useWords(words)
  return (
    <header className={classes.nav} data-rail={rail || undefined}>
      <div className={classes.brand}>
        <Logo size={rail ? 28 : 26} />
        <span className={classes.name}>Tobiishi</span>
      </div>
      <nav aria-label={say.label} className={classes.places}>
        {places.map(({ key, to, icon: Icon }) => (
          <Tooltip key={key} label={say[key]} position="right" disabled={!rail}>
            <NavLink to={to} className={classes.place} data-place={key} aria-label={say[key]}>
              <Icon size={18} stroke={1.75} aria-hidden />
              <span className={classes.label}>{say[key]}</span>
            </NavLink>
          </Tooltip>
        ))}
      </nav>
      <div className={classes.member}>
        <MemberMenu member={member} account={account} rail={rail} />
      </div>
    </header>
  )
}

export const words = {
  en: {
    label: 'Pages',
    journeys: 'Journeys',
    contacts: 'Contacts',
    segments: 'Segments',
    sources: 'Sources',
    mailbox: 'Built-in mailbox',
    settings: 'Settings',
  },
  ja: {
    label: 'ページ',
    journeys: 'シナリオ',
    contacts: 'コンタクト',
    segments: 'セグメント',
    sources: '受付口',
    mailbox: '内蔵メールボックス',
    settings: '設定',
  },
}
