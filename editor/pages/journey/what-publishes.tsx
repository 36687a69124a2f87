import { nodeTypes } from '../../../server/engine/nodes/index.ts'
import { send } from '../../../server/engine/nodes/send.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useMe } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import type { Journey } from './data.ts'
import classes from './what-publishes.module.css'

type Props = { journey: Journey; changes: number | null }

/** What publishing does, to whom and how many, a sentence each. */
export function WhatPublishes({ journey, changes }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { graph, known, counts } = useEditor()
  const { data: me } = useMe()
  const { version, state } = journey
  const beginnings = graph.nodes.flatMap((node) => nodeTypes[node.type]?.begins?.(node.data) ?? [])
  const sources = beginnings.flatMap((beginning) => {
    if (beginning.by !== 'source') return []
    return known.sources?.find((source) => source.id === beginning.sourceId) ?? []
  })
  const advertises = graph.nodes.some(
    ({ type, data }) => type === send.type && send.data.parse(data).class === 'advertising',
  )
  const silent = advertises ? sources.filter((source) => !source.asksConsent) : []
  const namesOf = (list: typeof sources) => format.list(list.map(({ name }) => say.quoted(name)))
  const walking = counts ? counts.entered - counts.ended : 0
  return (
    <ul className={classes.list}>
      {sources.length > 0 && <li>{say.bySource(namesOf(sources))}</li>}
      {silent.length > 0 && <li className={classes.warning}>{say.noConsent(namesOf(silent))}</li>}
      {beginnings.some((beginning) => beginning.by === 'hand') && <li>{say.byHand}</li>}
      {version && walking > 0 && (
        <li>{say.walking(format.number(walking), version.number, version.number + 1)}</li>
      )}
      {changes !== null && <li>{say.changes(changes)}</li>}
      {state === 'paused' && <li>{say.paused}</li>}
      {me?.mail?.kind === 'mailbox' && <li>{say.mailbox}</li>}
      {me?.mail?.advertising === 'no-https' && <li className={classes.warning}>{say.noHttps}</li>}
    </ul>
  )
}

export const words = {
  en: {
    quoted: (name: string) => `“${name}”`,
    bySource: (names: string) => `Whoever posts to ${names} from now on comes in.`,
    noConsent: (names: string) =>
      `${names} asks for no consent, so advertising mails are left out for whoever comes in there without one. Enter the consent’s words in the source, or make the mails transactional.`,
    byHand: 'People can be entered by hand.',
    walking: (n: string, old: number, next: number) =>
      `${n} ${n === '1' ? 'person who walks now stays' : 'people who walk now stay'} on v${old} to their end. Whoever comes in walks v${next}.`,
    changes: (n: number) => (n === 1 ? '1 thing is different.' : `${n} things are different.`),
    paused: 'The journey stays paused until you resume it.',
    mailbox: 'Mails go to the built-in mailbox. None leaves this server.',
    noHttps: 'Advertising mails are left out until the address of this server begins with https.',
  },
  ja: {
    quoted: (name: string) => `「${name}」`,
    bySource: (names: string) => `これから${names}に届いた人が入ります。`,
    noConsent: (names: string) =>
      `${names}には同意の文面がないため、同意のない人には広告宣伝メールが送られません。受付口に同意の文面を入れるか、メールの種類を変えてください。`,
    byHand: '手動で人を入れられるようになります。',
    walking: (n: string, old: number, next: number) =>
      `いま歩いている${n}人は、v${old}のまま最後まで進みます。これから入る人はv${next}を歩きます。`,
    changes: (n: number) => `前の版と違うところは${n}か所です。`,
    paused: '再開するまで、一時停止中のままです。',
    mailbox: 'メールは内蔵メールボックスに入り、外には送られません。',
    noHttps: 'このサーバーのアドレスがhttpsで始まるまで、広告宣伝メールは送られません。',
  },
}
