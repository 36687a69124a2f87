import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { words as basisWords } from '../../../server/words/bases.ts'
import { Chip } from '../../parts/chip.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Act } from './acts.ts'
import classes from './consents.module.css'
import { type Consent, type Contact, consentsQuery } from './queries.ts'

/** What a contact wants mail about, and the way to all that shows it. */
export function Consents({ contact, act }: { contact: Contact; act: (act: Act) => void }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const { topics } = contact
  return (
    <Card
      title={say.title}
      acts={
        <div className={classes.acts}>
          <Button size="xs" onClick={() => setOpen(true)}>
            {say.evidence}
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
            onClick={() => act({ type: 'consent' })}
          >
            {say.record}
          </Button>
        </div>
      }
    >
      <dl className={classes.facts}>
        <dt>{say.topics}</dt>
        <dd>
          {topics.length === 0 && '—'}
          {topics.map(({ id, name }) => (
            <Chip key={id} tone="moss">
              {name}
            </Chip>
          ))}
        </dd>
      </dl>
      <Evidence contact={contact} opened={open} onClose={() => setOpen(false)} />
    </Card>
  )
}

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** Every consent and withdrawal as it was recorded, newest first: what one shows who asks. */
function Evidence({ contact: { id, name }, opened, onClose }: Props) {
  const say = useWords(words)
  const { data, error, refetch } = useQuery({ ...consentsQuery(id), enabled: opened })
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size={760}
      title={say.of(name)}
      acts={<Button onClick={onClose}>{say.close}</Button>}
    >
      <p>{say.note}</p>
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={2} />}
      {data?.consents.length === 0 && <Nothing>{say.none}</Nothing>}
      <ul className={classes.list}>
        {data?.consents.map((consent) => (
          <Entry key={consent.id} consent={consent} />
        ))}
      </ul>
    </Dialog>
  )
}

function Entry({ consent }: { consent: Consent }) {
  const say = useWords(words)
  const bases = useWords(basisWords)
  const { given, topic, at, recordedAt, confirmedAt, wording, document, ip } = consent
  const { userAgent, originName, origin, formVersion } = consent
  const facts: [string, ReactNode][] = [
    [say.basis, bases[consent.basis]],
    [say.at, <When key="at" at={at} />],
    [say.source, originName ?? say.origins[origin as keyof typeof say.origins] ?? origin],
  ]
  if (minute(recordedAt) !== minute(at))
    facts.push([say.recorded, <When key="r" at={recordedAt} />])
  if (confirmedAt) facts.push([say.confirmed, <When key="c" at={confirmedAt} />])
  if (formVersion) facts.push([say.form, say.version(formVersion.number ?? 0)])
  if (wording) facts.push([say.wording, `「${wording}」`])
  if (document) facts.push([say.document, document])
  if (ip) facts.push([say.ip, <code key="ip">{ip}</code>])
  if (userAgent) facts.push([say.browser, userAgent])
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <Chip tone={given === 'given' ? 'moss' : 'shu'}>{say[given]}</Chip>
        <strong>{topic ? say.topic(topic.name) : say.allMail}</strong>
      </div>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={classes.pair}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

/** Recorded as it happened, the second instant says nothing. */
const minute = (at: string) => at.slice(0, 16)

export const words = {
  en: {
    title: 'Consent and topics',
    evidence: 'Evidence',
    record: 'Record a consent',
    topics: 'Wants mail about',
    of: (name: string) => `Consents of ${name}`,
    note: 'Kept as they were recorded. A withdrawal is an entry of its own; nothing is overwritten.',
    none: 'No consent is on record. Only transactional mail goes to this contact.',
    close: 'Close',
    given: 'Agreed',
    withdrawn: 'Withdrawn',
    allMail: 'All mail',
    topic: (name: string) => `Topic “${name}”`,
    basis: 'Basis',
    at: 'Given or withdrawn',
    recorded: 'Recorded',
    confirmed: 'Confirmed by mail',
    source: 'Came from',
    origins: { unsubscribe: 'Unsubscribe page' },
    form: 'Form',
    version: (n: number) => `Version ${n}`,
    wording: 'Wording shown',
    document: 'Document',
    ip: 'IP address',
    browser: 'Browser',
  },
  ja: {
    title: '同意とトピック',
    evidence: '記録を見る',
    record: '同意を記録する',
    topics: '希望するトピック',
    of: (name: string) => `${name}さんの同意の記録`,
    note: '記録したときのまま残しています。撤回も1件の記録として加わり、上書きはしません。',
    none: '同意の記録がありません。取引・お知らせのメールだけを送ります。',
    close: '閉じる',
    given: '同意',
    withdrawn: '撤回',
    allMail: 'すべてのメール',
    topic: (name: string) => `トピック「${name}」`,
    basis: '根拠',
    at: '同意・撤回の日時',
    recorded: '記録した日時',
    confirmed: 'メールでの確認',
    source: '経路',
    origins: { unsubscribe: '配信停止のページ' },
    form: 'フォーム',
    version: (n: number) => `バージョン${n}`,
    wording: '表示した文',
    document: '書類',
    ip: 'IPアドレス',
    browser: 'ブラウザー',
  },
}
