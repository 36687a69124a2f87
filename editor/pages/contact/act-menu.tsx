import { Menu } from '@mantine/core'
import {
  IconArrowMerge,
  IconArrowsExchange,
  IconDoorExit,
  IconEraser,
  IconFileDownload,
  IconMail,
  IconMailCheck,
  IconMailOff,
  IconPencil,
  IconRoute,
  IconSignature,
} from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Walk } from '../../../server/timeline/shape.ts'
import { useWords } from '../../words.ts'
import { type Act, openWalks } from './acts.ts'
import type { Contact } from './queries.ts'

type Props = {
  contact: Contact
  walks: readonly Walk[]
  act: (act: Act) => void
  /** Those that stand as buttons elsewhere, too. */
  whole?: boolean
}

/** All that can be done to a contact, what ends something last. */
export function ActMenu({ contact, walks, act, whole }: Props) {
  const say = useWords(words)
  const walking = openWalks(walks).length > 0
  const { suppression } = contact
  // An opt-out lets receipts through; an administrator may stop those, too.
  const stoppable = suppression === null || suppression.reason === 'unsubscribed'
  return (
    <>
      {whole && (
        <>
          <Item icon={IconRoute} label={say.enroll} onClick={() => act({ type: 'enroll' })} />
          <Item icon={IconMail} label={say.mail} onClick={() => act({ type: 'mail' })} />
          <Item icon={IconPencil} label={say.edit} onClick={() => act({ type: 'edit' })} />
          <Menu.Divider />
        </>
      )}
      {walking && (
        <>
          <Item
            icon={IconArrowsExchange}
            label={say.move}
            onClick={() => act({ type: 'move', enrollmentId: null })}
          />
          <Item
            icon={IconDoorExit}
            label={say.takeOut}
            onClick={() => act({ type: 'take-out', enrollmentId: null })}
          />
          <Menu.Divider />
        </>
      )}
      <Item icon={IconSignature} label={say.consent} onClick={() => act({ type: 'consent' })} />
      {suppression && (
        <Item icon={IconMailCheck} label={say.resume} onClick={() => act({ type: 'resume' })} />
      )}
      {stoppable && (
        <Item icon={IconMailOff} label={say.stop} danger onClick={() => act({ type: 'stop' })} />
      )}
      <Menu.Divider />
      <Menu.Item
        component={Link}
        to={`/contacts/${contact.id}/merge`}
        leftSection={<IconArrowMerge size={18} stroke={1.75} aria-hidden />}
      >
        {say.merge}
      </Menu.Item>
      <Item
        icon={IconFileDownload}
        label={say.disclose}
        onClick={() => act({ type: 'disclose' })}
      />
      <Item icon={IconEraser} label={say.erase} danger onClick={() => act({ type: 'erase' })} />
    </>
  )
}

type ItemProps = { icon: typeof IconRoute; label: string; danger?: boolean; onClick: () => void }

function Item({ icon: Icon, label, danger, onClick }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
      data-danger={danger || undefined}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  )
}

export const words = {
  en: {
    enroll: 'Enter into a journey',
    mail: 'Send one mail',
    edit: 'Edit',
    move: 'Move within a journey',
    takeOut: 'Take out of a journey',
    consent: 'Record a consent',
    stop: 'Stop all mail',
    resume: 'Allow mail again',
    merge: 'Merge with…',
    disclose: 'Export all that is held',
    erase: 'Erase for good',
  },
  ja: {
    enroll: 'シナリオに入れる',
    mail: 'メールを送る',
    edit: '編集する',
    move: 'シナリオの中で移す',
    takeOut: 'シナリオから外す',
    consent: '同意を記録する',
    stop: '配信を止める',
    resume: '配信を再開する',
    merge: '統合する…',
    disclose: '全情報を書き出す',
    erase: '完全に消去する',
  },
}
