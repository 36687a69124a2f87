import { Anchor, Button, CloseButton, Tabs } from '@mantine/core'
import { IconReload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { When } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import { CodeBlock } from './code-block.tsx'
import { leafPaths } from './leaf-paths.ts'
import { OutcomeChip } from './outcome-chip.tsx'
import { type RequestWhole, requestQuery, useReplay } from './queries.ts'
import classes from './request-panel.module.css'

/** One post: what became of it, what was found in it, and the post itself. */
export function RequestPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const say = useWords(words)
  const { data, error, refetch } = useQuery({
    ...requestQuery(id),
    refetchInterval: ({ state }) => (state.data?.outcome === 'pending' ? 1_000 : false),
  })
  return (
    <section className={classes.panel} aria-label={say.title}>
      <div className={classes.head}>
        <h2>{data ? <When at={data.receivedAt} /> : say.title}</h2>
        {data && <OutcomeChip outcome={data.outcome} />}
        <CloseButton aria-label={say.close} onClick={onClose} />
      </div>
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={4} height={44} />}
      {data && <Whole request={data} />}
    </section>
  )
}

function Whole({ request }: { request: RequestWhole }) {
  const say = useWords(words)
  const { message, contactId, email, contentType, charset, ip, headers, body } = request
  const facts = [
    [say.type, contentType || '—'],
    [say.charset, charset ?? '—'],
    [say.ip, ip ?? '—'],
    ...Object.entries(headers),
  ] as const
  return (
    <>
      {message && <p className={classes.refused}>{message}</p>}
      <div className={classes.row}>
        {request.kind !== 'site' && <Replay id={request.id} />}
        {contactId !== null && (
          <Anchor component={Link} to={`/contacts/${contactId}`} inherit>
            {say.toContact(email ?? '')}
          </Anchor>
        )}
      </div>
      <Tabs defaultValue="fields">
        <Tabs.List>
          <Tabs.Tab value="fields">{say.fields}</Tabs.Tab>
          <Tabs.Tab value="body">{say.body}</Tabs.Tab>
          <Tabs.Tab value="headers">{say.headers}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="fields" className={classes.part}>
          <Found request={request} />
          <Fields request={request} />
        </Tabs.Panel>
        <Tabs.Panel value="body" className={classes.part}>
          <CodeBlock label={say.body} code={body} />
        </Tabs.Panel>
        <Tabs.Panel value="headers" className={classes.part}>
          <Pairs pairs={facts} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

/** Whom today's settings find in it. */
function Found({ request: { found } }: { request: RequestWhole }) {
  const say = useWords(words)
  const language = useLanguage()
  if (!found) return null
  const known = [
    [say.address, found.email],
    ...Object.entries(found.attributes).map(
      ([key, value]) => [attributeLabel(key, language), String(value ?? '—')] as const,
    ),
  ] as const
  return (
    <div className={classes.found}>
      <h3>{say.found}</h3>
      <Pairs pairs={known} />
    </div>
  )
}

function Fields({ request: { fields } }: { request: RequestWhole }) {
  const say = useWords(words)
  if (!fields) return <Nothing>{say.unreadable}</Nothing>
  return <Pairs pairs={leafPaths(fields).map(({ path, value }) => [path, value || '—'] as const)} />
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  return (
    <dl className={classes.pairs}>
      {pairs.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Replay({ id }: { id: number }) {
  const say = useWords(words)
  const replay = useReplay(id)
  return (
    <Button
      size="xs"
      leftSection={<IconReload size={15} stroke={2} aria-hidden />}
      loading={replay.isPending}
      onClick={() => replay.mutate()}
    >
      {say.replay}
    </Button>
  )
}

export const words = {
  en: {
    title: 'One post',
    close: 'Close',
    toContact: (email: string) => `See ${email}`,
    fields: 'Fields',
    body: 'As it came',
    headers: 'Headers',
    type: 'Content type',
    charset: 'Charset',
    ip: 'From',
    found: 'What is found in it',
    address: 'E-mail address',
    unreadable: 'Its fields could not be read. The tab “As it came” has the bytes as text.',
    replay: 'Run again',
  },
  ja: {
    title: '届いた内容',
    close: '閉じる',
    toContact: (email: string) => `${email}を見る`,
    fields: '項目',
    body: '届いたまま',
    headers: 'ヘッダー',
    type: '内容の種類',
    charset: '文字コード',
    ip: '送信元',
    found: '見つけたもの',
    address: 'メールアドレス',
    unreadable: '項目を読み取れませんでした。「届いたまま」で中身を確かめられます。',
    replay: 'もう一度実行する',
  },
}
