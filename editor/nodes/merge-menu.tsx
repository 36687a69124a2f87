import { Button, Menu } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useLanguage, useWords } from '../words.ts'
import classes from './merge-menu.module.css'

type Props = {
  insert(text: string): void
  /** Nothing came with a trigger: its fields are not offered. */
  untriggered?: boolean
}

/** The fields of a contact and others that a mail may carry; the chosen one is put at the cursor. */
export function MergeMenu({ insert, untriggered }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <Menu width={360} position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button size="xs" leftSection={<IconBraces size={15} stroke={2} aria-hidden />}>
          {say.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {groups[language]
          .filter(
            ({ fields }) =>
              !untriggered || !fields.every(([, liquid]) => liquid.includes('payload.')),
          )
          .map(({ group, fields }) => [
            <Menu.Label key={group}>{group}</Menu.Label>,
            ...fields.map(([label, liquid]) => (
              <Menu.Item key={liquid} onClick={() => insert(liquid)}>
                <span className={classes.label}>{label}</span>
                <code className={classes.code}>{liquid}</code>
              </Menu.Item>
            )),
          ])}
      </Menu.Dropdown>
    </Menu>
  )
}

type Group = { group: string; fields: [label: string, liquid: string][] }

/** Names come with what stands there when they are missing: nobody is greeted as 「様」. */
const groups: Record<'en' | 'ja', Group[]> = {
  en: [
    {
      group: 'Contact',
      fields: [
        ['First name', '{{ contact.first_name | fallback: "there" }}'],
        ['Last name', '{{ contact.last_name }}'],
        ['Full name', '{{ contact.name | fallback: "there" }}'],
        ['Company', '{{ contact.company | fallback: "your company" }}'],
        ['E-mail address', '{{ contact.email }}'],
      ],
    },
    {
      group: 'What came with the trigger',
      fields: [['A field of the form', '{{ payload.field_name }}']],
    },
    {
      group: 'Account',
      fields: [
        ['Name of the account', '{{ account.name }}'],
        ['Postal address', '{{ account.postal_address }}'],
        ['Unsubscribe link', '{{ unsubscribe_url }}'],
      ],
    },
  ],
  ja: [
    {
      group: 'コンタクト',
      fields: [
        ['姓と敬称', '{{ contact.last_name | honorific: "様", fallback: "お客様" }}'],
        ['氏名と敬称', '{{ contact.name | honorific: "様", fallback: "お客様" }}'],
        ['名', '{{ contact.first_name }}'],
        ['会社名', '{{ contact.company | fallback: "貴社" }}'],
        ['メールアドレス', '{{ contact.email }}'],
      ],
    },
    {
      group: '開始時に届いた内容',
      fields: [['フォームの項目', '{{ payload.項目名 }}']],
    },
    {
      group: 'アカウント',
      fields: [
        ['アカウント名', '{{ account.name }}'],
        ['住所', '{{ account.postal_address }}'],
        ['配信停止のリンク', '{{ unsubscribe_url }}'],
      ],
    },
  ],
}

export const words = {
  en: { open: 'Merge field' },
  ja: { open: '差し込み' },
}
