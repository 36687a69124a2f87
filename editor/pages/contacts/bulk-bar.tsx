import { Button, CloseButton, Menu } from '@mantine/core'
import {
  IconArrowMerge,
  IconChevronDown,
  IconDownload,
  IconMailCheck,
  IconMailOff,
  IconPencil,
  IconRoute,
  IconTag,
  IconUsersMinus,
  IconUsersPlus,
} from '@tabler/icons-react'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './bulk-bar.module.css'
import type { BulkKind } from './bulk-dialog.tsx'

type Props = {
  /** How many are picked, as a number that can be read. */
  count: string
  /** How many more could be: null where these are all. */
  all: { count: string; pick: () => void } | null
  act: (act: BulkKind) => void
  /** Makes two one; null where they are not two. */
  merge: (() => void) | null
  /** Takes them out as a file. */
  takeOut: () => void
  clear: () => void
}

/** What can be done to those who are picked. */
export function BulkBar({ count, all, act, merge, takeOut, clear }: Props) {
  const say = useWords(words)
  return (
    <section className={classes.bar} aria-label={say.label}>
      <CloseButton size="sm" aria-label={say.clear} onClick={clear} />
      <span className={classes.count} role="status">
        {say.picked(count)}
      </span>
      {all && (
        <Button size="xs" variant="subtle" onClick={all.pick}>
          {say.all(all.count)}
        </Button>
      )}
      <div className={classes.acts}>
        {merge && (
          <Button
            size="xs"
            leftSection={<IconArrowMerge size={15} stroke={2} aria-hidden />}
            onClick={merge}
          >
            {say.merge}
          </Button>
        )}
        <Button
          size="xs"
          leftSection={<IconTag size={15} stroke={2} aria-hidden />}
          onClick={() => act('add-tag')}
        >
          {say.acts['add-tag']}
        </Button>
        <Button
          size="xs"
          leftSection={<IconRoute size={15} stroke={2} aria-hidden />}
          onClick={() => act('enter-journey')}
        >
          {say.acts['enter-journey']}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" rightSection={<IconChevronDown size={15} stroke={2} aria-hidden />}>
              {say.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconTag size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('remove-tag')}
            >
              {say.acts['remove-tag']}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPencil size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('set-attribute')}
            >
              {say.acts['set-attribute']}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
              onClick={takeOut}
            >
              {say.takeOut}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconUsersPlus size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('enter-segment')}
            >
              {say.acts['enter-segment']}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconUsersMinus size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('leave-segment')}
            >
              {say.acts['leave-segment']}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconMailCheck size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('lift-suppression')}
            >
              {say.acts['lift-suppression']}
            </Menu.Item>
            <Menu.Item
              data-danger
              leftSection={<IconMailOff size={18} stroke={1.75} aria-hidden />}
              onClick={() => act('suppress')}
            >
              {say.acts.suppress}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </section>
  )
}

/** How many are picked, said where the total may be a guess. */
export function useCounted() {
  const format = useFormat()
  const { about } = useWords(words)
  return (total: number, estimated: boolean) => `${estimated ? about : ''}${format.number(total)}`
}

export const words = {
  en: {
    label: 'Acts on many',
    picked: (n: string) => (n === '1' ? '1 contact picked' : `${n} contacts picked`),
    about: 'about ',
    all: (n: string) => `Pick all ${n} that match`,
    clear: 'Pick nobody',
    more: 'More',
    merge: 'Merge',
    takeOut: 'Export',
    acts: {
      'add-tag': 'Add a tag',
      'remove-tag': 'Remove a tag',
      'set-attribute': 'Set an attribute',
      'enter-journey': 'Enter into a journey',
      'enter-segment': 'Put into a segment',
      'leave-segment': 'Take out of a segment',
      'lift-suppression': 'Allow mail again',
      'forget-tag': 'Delete a tag',
      suppress: 'Stop all mail',
    },
  },
  ja: {
    label: 'まとめて行う操作',
    picked: (n: string) => `${n}人を選択中`,
    about: '約',
    all: (n: string) => `条件に合う${n}人すべてを選ぶ`,
    clear: '選択をやめる',
    more: 'ほかの操作',
    merge: '統合する',
    takeOut: '書き出す',
    acts: {
      'add-tag': 'タグを付ける',
      'remove-tag': 'タグを外す',
      'set-attribute': '属性を変える',
      'enter-journey': 'シナリオに入れる',
      'enter-segment': 'セグメントに入れる',
      'leave-segment': 'セグメントから外す',
      'lift-suppression': '配信を再開する',
      'forget-tag': 'タグの削除',
      suppress: '配信を止める',
    },
  },
}
