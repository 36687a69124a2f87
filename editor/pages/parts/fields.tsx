import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CodeField } from '../../parts/code-field.tsx'
import { CopyField } from '../../parts/copy-field.tsx'
import { FilterChips } from '../../parts/filter-chips.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import classes from './fields.module.css'

/** Fields and buttons, one of them wrong. */
export function Fields() {
  const say = useWords(words)
  const [view, setView] = useState<'all' | 'live'>('all')
  const [html, setHtml] = useState('<p>{{ contact.name }}</p>\n{% if payload.plan %}…')
  return (
    <Card title={say.title}>
      <div className={classes.fields}>
        <FilterChips
          label={say.title}
          value={view}
          onChange={setView}
          options={[
            { value: 'all', label: say.all, count: '9' },
            { value: 'live', label: say.live, count: '6' },
          ]}
        />
        <TextInput label={say.subject} description={say.help} placeholder={say.sample} />
        <TextInput label={say.subject} error={say.missing} />
        <Select label={say.zone} data={['Asia/Tokyo', 'Europe/London']} defaultValue="Asia/Tokyo" />
        <CopyField label={say.address} value="https://example.com/hooks/k3f9x2" />
        <CodeField
          label="HTML"
          mode="html"
          value={html}
          onChange={setHtml}
          problems={[{ message: say.open, line: 2, column: 1 }]}
        />
        <div className={classes.buttons}>
          <Button variant="filled" color="moss">
            {say.save}
          </Button>
          <Button>{say.cancel}</Button>
          <Button variant="subtle" color="ishi">
            {say.more}
          </Button>
          <Button disabled>{say.save}</Button>
        </div>
      </div>
    </Card>
  )
}

export const words = {
  en: {
    title: 'Fields',
    all: 'All',
    live: 'Live',
    subject: 'Subject',
    help: 'What the inbox shows first.',
    sample: 'Welcome to Minato Coffee',
    missing: 'Enter a subject.',
    zone: 'Time zone',
    address: 'Address',
    open: 'The “if” in line 2 is never closed.',
    save: 'Save',
    cancel: 'Cancel',
    more: 'More',
  },
  ja: {
    title: '入力',
    all: 'すべて',
    live: '公開中',
    subject: '件名',
    help: '受信箱で最初に見えるところです。',
    sample: 'ようこそ、みなと珈琲へ',
    missing: '件名を入力してください。',
    zone: 'タイムゾーン',
    address: 'アドレス',
    open: '2行目の「if」が閉じられていません。',
    save: '保存する',
    cancel: 'やめる',
    more: 'もっと見る',
  },
}
