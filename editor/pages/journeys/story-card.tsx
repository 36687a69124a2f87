import { CloseButton } from '@mantine/core'
import { IconArrowUpRight, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useMe } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import { sourcesQuery } from '../source/queries.ts'
import type { JourneyRow } from './queries.ts'
import classes from './story-card.module.css'

/** While a live journey with a form waits for its first people: three steps to see it all work. */
export function StoryCard({ journeys }: { journeys: readonly JourneyRow[] }) {
  const say = useWords(words)
  const [read, setRead] = useState(isRead)
  const { data: me } = useMe()
  const { data } = useQuery({ ...sourcesQuery, enabled: !read })
  const form = data?.sources.find((source) => source.kind === 'form' && source.open)
  const journey = journeys.find(
    ({ state, trigger, entered }) =>
      state === 'live' && entered < FIRST && form && trigger?.sourceName === form.name,
  )
  if (read || !form || !journey || me?.mail?.kind !== 'mailbox') return null
  const close = () => {
    keepRead()
    setRead(true)
  }
  const walked = journey.entered > 0
  return (
    <section className={classes.card} aria-label={say.title}>
      <div className={classes.head}>
        <div>
          <h2>{say.title}</h2>
          <p>{say.text(journey.name)}</p>
        </div>
        <CloseButton aria-label={say.close} onClick={close} />
      </div>
      <ol className={classes.steps}>
        <Step number={1} next={!walked} text={say.formText}>
          <a href={form.url} target="_blank" rel="noreferrer">
            {say.form}
            <IconArrowUpRight size={15} stroke={2} aria-hidden />
          </a>
        </Step>
        <Step number={2} next={walked} text={say.mailboxText}>
          <Link to="/mailbox">
            {say.mailbox}
            <IconChevronRight size={15} stroke={2} aria-hidden />
          </Link>
        </Step>
        <Step number={3} text={say.contactText}>
          <Link to="/contacts">
            {say.contact}
            <IconChevronRight size={15} stroke={2} aria-hidden />
          </Link>
        </Step>
      </ol>
    </section>
  )
}

/** None is ever ticked: nobody knows whether a mail or a timeline was read. */
function Step(props: { number: number; next?: boolean; text: string; children: ReactNode }) {
  return (
    <li className={classes.step} data-next={props.next || undefined}>
      <span className={classes.stone} aria-hidden="true">
        {props.number}
      </span>
      <div className={classes.words}>
        {props.children}
        <p>{props.text}</p>
      </div>
    </li>
  )
}

/** Whoever has had so many sign-ups has seen it work. */
const FIRST = 10

const key = 'tobiishi.story-read'

function isRead() {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}

function keepRead() {
  try {
    localStorage.setItem(key, 'yes')
  } catch {
    // Closed for this visit only.
  }
}

export const words = {
  en: {
    title: 'See the whole story in a minute',
    text: (name: string) => `“${name}” is live. Walk it yourself; no mail leaves this server.`,
    form: 'Open the sign-up form',
    formText: 'Sign up with any name and address.',
    mailbox: 'Read the first mail',
    mailboxText: 'The built-in mailbox has it within a second or two.',
    contact: 'Look at the timeline',
    contactText: 'Open the contact: where they stand, why, and what comes next.',
    close: 'Close this',
  },
  ja: {
    title: '1分で、全体の流れを見る',
    text: (name: string) =>
      `「${name}」は公開中です。自分で歩いてみましょう。メールは外に送られません。`,
    form: '登録フォームを開く',
    formText: '好きな名前とアドレスで登録します。',
    mailbox: '最初のメールを読む',
    mailboxText: '1、2秒で内蔵メールボックスに入ります。',
    contact: '履歴を見る',
    contactText: 'コンタクトを開くと、いまの場所と理由、次の予定がわかります。',
    close: '閉じる',
  },
}
