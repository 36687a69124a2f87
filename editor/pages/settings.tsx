import { Tabs } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { useWords } from '../words.ts'
import { Account } from './settings/account.tsx'
import { ApiKeys } from './settings/api-keys.tsx'
import { Attributes } from './settings/attributes.tsx'
import { Audit } from './settings/audit.tsx'
import { Tags } from './settings/tags.tsx'
import { Topics } from './settings/topics.tsx'
import { Webhooks } from './settings/webhooks.tsx'
import classes from './settings.module.css'

const sections = {
  account: Account,
  attributes: Attributes,
  tags: Tags,
  topics: Topics,
  keys: ApiKeys,
  webhooks: Webhooks,
  audit: Audit,
} as const
type Section = keyof typeof sections
const names = Object.keys(sections) as Section[]

/** What holds for the whole account; the open section stands in the address. */
export function Page() {
  const say = useWords(words)
  const [params, setParams] = useSearchParams()
  const open = names.find((name) => name === params.get('section')) ?? 'account'
  return (
    <PageBody narrow>
      <PageHeader title={say.title} />
      <Tabs
        value={open}
        onChange={(section) => setParams({ section: section ?? 'account' }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.map((name) => {
          const Section = sections[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Section />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </PageBody>
  )
}

export const words = {
  en: {
    title: 'Settings',
    account: 'Account',
    attributes: 'Attributes',
    tags: 'Tags',
    topics: 'Topics',
    keys: 'API keys',
    webhooks: 'Webhooks',
    audit: 'Audit log',
  },
  ja: {
    title: '設定',
    account: 'アカウント',
    attributes: '属性',
    tags: 'タグ',
    topics: 'トピック',
    keys: 'APIキー',
    webhooks: 'Webhook通知',
    audit: '操作の記録',
  },
}
