import { IconHandStop, IconInbox, IconLockExclamation } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useWords } from '../words.ts'
import classes from './mail-notice.module.css'
import type { Me } from './me.ts'

/** A quiet line on every page while mail does not go out as one might think. */
export function MailNotice({ mail, stopped }: { mail: Me['mail']; stopped: boolean }) {
  const say = useWords(words)
  if (stopped) {
    return (
      <aside className={classes.notice} data-held aria-label={say.label}>
        <IconHandStop size={15} stroke={2} aria-hidden />
        <span>{say.stopped}</span>
        <Link to="/settings">{say.settings}</Link>
      </aside>
    )
  }
  if (mail?.kind === 'mailbox') {
    return (
      <aside className={classes.notice} aria-label={say.label}>
        <IconInbox size={15} stroke={2} aria-hidden />
        <span>{say.mailbox}</span>
        <Link to="/mailbox">{say.open}</Link>
      </aside>
    )
  }
  if (mail?.advertising === 'no-https') {
    return (
      <aside className={classes.notice} data-held aria-label={say.label}>
        <IconLockExclamation size={15} stroke={2} aria-hidden />
        <span>{say.noHttps}</span>
      </aside>
    )
  }
  return null
}

export const words = {
  en: {
    label: 'Where mail goes',
    stopped: 'All sends are stopped. No mail leaves until somebody lets it go again.',
    settings: 'Open the settings',
    mailbox: 'All mail goes to the built-in mailbox. None leaves this server.',
    open: 'Open the mailbox',
    noHttps:
      'Advertising mail is not sent: opting out must work in one click, and that needs an address that begins with https. Set BASE_URL.',
  },
  ja: {
    label: 'メールの行き先',
    stopped: 'すべての送信を止めています。再開するまで、メールは送られません。',
    settings: '設定を開く',
    mailbox: '送信はすべて内蔵メールボックスに入ります。外には送られません。',
    open: 'メールボックスを見る',
    noHttps:
      '広告宣伝メールは送られません。ワンクリックの配信停止に、httpsで始まるアドレスが必要です。BASE_URLを設定してください。',
  },
}
