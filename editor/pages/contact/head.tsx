import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconCheck,
  IconDots,
  IconMailCheck,
  IconMailOff,
  IconPencil,
  IconRoute,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Timeline } from '../../../server/timeline/shape.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { useWords } from '../../words.ts'
import { EditDialog } from './edit-dialog.tsx'
import { EnrollDialog } from './enroll-dialog.tsx'
import { Facts } from './facts.tsx'
import { PhoneHead } from './phone-head.tsx'
import type { Contact } from './queries.ts'
import { SuppressionDialog } from './suppression-dialog.tsx'

type Props = { contact: Contact; timeline: Timeline }
type Act = 'enroll' | 'suppression' | 'edit'

/** Who this is, whether mail may go there, and what can be done. */
export function ContactHead({ contact, timeline }: Props) {
  const say = useWords(words)
  const phone = useMediaQuery('(width < 900px)')
  const [act, setAct] = useState<Act | null>(null)
  const { id, name, email } = contact
  const open = (which: Act) => ({ opened: act === which, onClose: () => setAct(null) })
  return (
    <>
      {phone ? (
        <PhoneHead contact={contact} acts={<Acts contact={contact} act={setAct} />} />
      ) : (
        <>
          <PageHeader
            crumbs={[{ label: say.contacts, to: '/contacts' }]}
            picture={<Avatar name={name} size={52} lit />}
            title={name}
            beside={<ReachChip contact={contact} />}
            fact={email}
            acts={<Buttons contact={contact} act={setAct} />}
          />
          <Facts contact={contact} timeline={timeline} />
        </>
      )}
      <EnrollDialog contactId={id} name={name} {...open('enroll')} />
      <SuppressionDialog contact={contact} {...open('suppression')} />
      <EditDialog contact={contact} {...open('edit')} />
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

type ActsProps = { contact: Contact; act: (which: Act) => void }

function Buttons({ contact, act }: ActsProps) {
  const say = useWords(words)
  return (
    <>
      <Button leftSection={<IconRoute size={18} stroke={1.75} />} onClick={() => act('enroll')}>
        {say.enroll}
      </Button>
      <Button leftSection={<IconPencil size={18} stroke={1.75} />} onClick={() => act('edit')}>
        {say.edit}
      </Button>
      {contact.suppression ? (
        <Button
          variant="outline"
          color="moss"
          leftSection={<IconMailCheck size={18} stroke={1.75} />}
          onClick={() => act('suppression')}
        >
          {say.resume}
        </Button>
      ) : (
        <Button
          variant="outline"
          color="shu"
          leftSection={<IconMailOff size={18} stroke={1.75} />}
          onClick={() => act('suppression')}
        >
          {say.stop}
        </Button>
      )}
    </>
  )
}

/** The same behind one button, where there is no room for three. */
function Acts({ contact, act }: ActsProps) {
  const say = useWords(words)
  const stopped = contact.suppression !== null
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={44} aria-label={say.acts}>
          <IconDots size={22} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRoute size={18} />} onClick={() => act('enroll')}>
          {say.enroll}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => act('edit')}>
          {say.edit}
        </Menu.Item>
        <Menu.Item
          leftSection={stopped ? <IconMailCheck size={18} /> : <IconMailOff size={18} />}
          data-danger={!stopped || undefined}
          onClick={() => act('suppression')}
        >
          {stopped ? say.resume : say.stop}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export const words = {
  en: {
    contacts: 'Contacts',
    reachable: 'May get mail',
    noConsent: 'No advertising: no consent',
    stopped: {
      unsubscribed: 'Unsubscribed',
      bounced: 'Mail came back',
      complained: 'Reported as spam',
      'by-hand': 'Stopped by hand',
    },
    enroll: 'Enter into a journey',
    edit: 'Edit',
    stop: 'Stop mail',
    resume: 'Allow mail again',
    acts: 'What can be done',
  },
  ja: {
    contacts: 'コンタクト',
    reachable: '配信できます',
    noConsent: '広告は不可（同意なし）',
    stopped: {
      unsubscribed: '配信停止',
      bounced: 'エラーで停止',
      complained: '迷惑メール報告',
      'by-hand': '手動で停止',
    },
    enroll: 'シナリオに入れる',
    edit: '編集する',
    stop: '配信を止める',
    resume: '配信を再開する',
    acts: 'できること',
  },
}
