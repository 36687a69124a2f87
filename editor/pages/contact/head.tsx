import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconCheck,
  IconDots,
  IconMail,
  IconMailOff,
  IconPencil,
  IconRoute,
} from '@tabler/icons-react'
import type { Timeline } from '../../../server/timeline/shape.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { useWords } from '../../words.ts'
import { ActMenu, words as actWords } from './act-menu.tsx'
import type { Act } from './acts.ts'
import { Facts } from './facts.tsx'
import { PhoneHead } from './phone-head.tsx'
import type { Contact } from './queries.ts'

type Props = { contact: Contact; timeline: Timeline }

/** Who this is, whether mail may go there, and what can be done. */
export function ContactHead(props: Props & { act: (act: Act) => void }) {
  const say = useWords(words)
  const phone = usePhone()
  const { contact, timeline } = props
  const { name, email } = contact
  if (phone) return <PhoneHead contact={contact} acts={<Buttons {...props} />} />
  return (
    <>
      <PageHeader
        crumbs={[{ label: say.contacts, to: '/contacts' }]}
        picture={<Avatar name={name} size={52} lit />}
        title={name}
        beside={<ReachChip contact={contact} />}
        fact={email}
        acts={<Buttons {...props} />}
      />
      <Facts contact={contact} timeline={timeline} />
    </>
  )
}

/** Whether mail may go there, in a word. */
export function ReachChip({ contact }: { contact: Pick<Contact, 'suppression' | 'consent'> }) {
  const say = useWords(words)
  const { suppression, consent } = contact
  if (suppression) {
    return (
      <Chip tone="shu" icon={IconMailOff}>
        {say.stopped[suppression.reason]}
      </Chip>
    )
  }
  return consent?.given !== 'given' ? (
    <Chip tone="kohaku" icon={IconMailOff}>
      {say.noConsent}
    </Chip>
  ) : (
    <Chip tone="moss" icon={IconCheck}>
      {say.reachable}
    </Chip>
  )
}

type ButtonsProps = Props & { act: (act: Act) => void }

/** What is done often stands in sight, everything else behind one button. */
function Buttons({ contact, timeline, act }: ButtonsProps) {
  const say = useWords(actWords)
  const phone = usePhone()
  const { more } = useWords(words)
  const menu = (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={phone ? 44 : 36} variant="default" aria-label={more}>
          <IconDots size={phone ? 22 : 18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ActMenu contact={contact} walks={timeline.walks} act={act} whole={phone} />
      </Menu.Dropdown>
    </Menu>
  )
  if (phone) return menu
  return (
    <>
      <Button
        leftSection={<IconRoute size={18} stroke={1.75} />}
        onClick={() => act({ type: 'enroll' })}
      >
        {say.enroll}
      </Button>
      <Button
        leftSection={<IconMail size={18} stroke={1.75} />}
        onClick={() => act({ type: 'mail' })}
      >
        {say.mail}
      </Button>
      <Button
        leftSection={<IconPencil size={18} stroke={1.75} />}
        onClick={() => act({ type: 'edit' })}
      >
        {say.edit}
      </Button>
      {menu}
    </>
  )
}

const usePhone = () => useMediaQuery('(width < 900px)')

export const words = {
  en: {
    contacts: 'Contacts',
    reachable: 'May get mail',
    noConsent: 'No advertising: no consent',
    stopped: {
      unsubscribed: 'Unsubscribed',
      bounced: 'Bounced',
      complained: 'Reported as spam',
      'by-hand': 'Stopped by hand',
    },
    more: 'More acts',
  },
  ja: {
    contacts: 'コンタクト',
    reachable: '配信できます',
    noConsent: '広告は不可（同意なし）',
    stopped: {
      unsubscribed: '配信停止',
      bounced: 'バウンスで停止',
      complained: '迷惑メール報告',
      'by-hand': '手動で停止',
    },
    more: 'ほかの操作',
  },
}
