type Language = 'ja' | 'en'

/**
 * What became of a mail, honestly: “sent” means that the next server answered 250, no more; what the
 * built-in mailbox took was never sent. Pure.
 */
export function messageSentence(
  { state, reason }: { state: string; reason: string | null },
  language: Language,
): string {
  const say = words[language]
  const why = causeOf(reason, language)
  if (!why) return pick(say.sentence, state) ?? state
  if (state === 'deferred') return why + say.triedAgain
  return state === 'unknown' ? why + say.decide : why
}

/** A stored reason as a sentence; undefined: there is none, or it has no words. Pure. */
export const causeOf = (reason: string | null, language: Language): string | undefined =>
  reason === null ? undefined : pick(words[language].because, reason)

/** The state in a word or two, for a chip. Pure. */
export const stateWord = (state: string, language: Language): string =>
  pick(words[language].state, state) ?? state

const pick = <T>(table: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

const en = {
  state: {
    queued: 'Queued',
    claimed: 'Being prepared',
    sending: 'Being handed over',
    deferred: 'Tried again later',
    held: 'Held',
    sent: 'Sent',
    caught: 'In the mailbox',
    rejected: 'Refused',
    suppressed: 'Left out',
    skipped: 'Left out',
    expired: 'Too late',
    failed: 'Failed',
    unknown: 'Not known',
  },
  sentence: {
    queued: 'It waits for its turn.',
    claimed: 'It is being put together for this contact.',
    sending: 'It is being handed to the next server.',
    deferred: 'The next server could not take it just now. It is tried again by itself.',
    held: 'It is held until the reason for it is gone.',
    sent: 'The next server took it and answered 250.',
    caught: 'The built-in mailbox took it. It was not really sent to anybody.',
    rejected: 'The next server refused it for good.',
    suppressed: 'Not sent: no mail may go to this contact.',
    skipped: 'Not sent: it was no longer needed.',
    expired: 'Not sent: its time had passed.',
    failed: 'It could not be sent.',
    unknown: 'It may or may not have been sent. Decide whether to send it again.',
  },
  triedAgain: ' It is tried again by itself.',
  decide: ' It may or may not have been sent. Decide whether to send it again.',
  because: {
    unsubscribed: 'Not sent: this contact has unsubscribed.',
    bounced: 'Not sent: mail to this address came back before.',
    complained: 'Not sent: this contact reported a mail as spam.',
    'by-hand': 'Not sent: a member has stopped mail to this contact.',
    'no-consent': 'Not sent: there is no consent to receive advertising on record.',
    'walk-ended': 'Not sent: the journey had ended for this contact.',
    'taken-out': 'Not sent: this contact was taken out of the journey first.',
    moved: 'Not sent: this contact was moved to another step first.',
    merged: 'Not sent: this contact was merged into another one first.',
    erased: 'Not sent: this contact was erased first.',
    'left-by-hand': 'Not sent: a member decided to go on without it.',
    'no-https':
      'Not sent: advertising needs an unsubscribe link, and that needs BASE_URL to begin with https.',
    'render-error': 'It could not be put together: a merge field failed.',
    stopped: 'All sending is stopped. It leaves once sending is allowed again.',
    paused: 'The journey is paused. It leaves once the journey is resumed.',
    archived: 'The journey is archived. It leaves once the journey is brought back and resumed.',
    'sender-missing': 'There is no sender yet. It leaves once Settings hold a sender address.',
    'sender-unnamed':
      'Advertising has to name its sender, a postal address and where to ask. It leaves once Settings hold them.',
    'relay-busy': 'The mail server is busy.',
    'relay-refused': 'The mail server refused our connection.',
    'login-refused': 'The mail server refused the login. Check user and password in SMTP_URL.',
    'no-tls': 'No encrypted connection to the mail server could be made.',
    'no-connection': 'The mail server could not be reached.',
    'sender-refused': 'The mail server refused the sender address. Check it in Settings.',
    temporary: 'The next server said that it cannot take it just now.',
    refused: 'The next server refused it for good.',
    'address-impossible': 'No mail can be sent to an address of this form.',
    'connection-lost': 'The connection broke before the answer came.',
    'worker-gone': 'The process that was handing it over stopped.',
  },
}

const ja: typeof en = {
  state: {
    queued: '送信待ち',
    claimed: '準備中',
    sending: '受け渡し中',
    deferred: '再試行待ち',
    held: '保留中',
    sent: '送信済み',
    caught: '内蔵メールボックス',
    rejected: '拒否',
    suppressed: '送信せず',
    skipped: '送信せず',
    expired: '期限切れ',
    failed: '失敗',
    unknown: '結果不明',
  },
  sentence: {
    queued: '順番を待っています。',
    claimed: 'この方に合わせて内容を用意しています。',
    sending: '相手のサーバーに渡しているところです。',
    deferred: '相手のサーバーがいまは受け取れませんでした。自動でもう一度試します。',
    held: '理由がなくなるまで保留しています。',
    sent: '相手のサーバーが受け取り、250と答えました。',
    caught: '内蔵メールボックスに入りました（実際には送られていません）。',
    rejected: '相手のサーバーが受け取りを断りました。',
    suppressed: 'この方には送れないので、送りませんでした。',
    skipped: '送る必要がなくなったので、送りませんでした。',
    expired: '送るはずの時刻を過ぎたので、送りませんでした。',
    failed: '送れませんでした。',
    unknown: '送られたかどうかわかりません。送り直すか決めてください。',
  },
  triedAgain: '自動でもう一度試します。',
  decide: '送られたかどうかわかりません。送り直すか決めてください。',
  because: {
    unsubscribed: '配信停止の方なので、送りませんでした。',
    bounced: '以前のメールが戻ってきた宛先なので、送りませんでした。',
    complained: '迷惑メールとして報告した方なので、送りませんでした。',
    'by-hand': 'メンバーが配信を止めている方なので、送りませんでした。',
    'no-consent': '広告メールを受け取る同意の記録がないので、送りませんでした。',
    'walk-ended': 'この方のシナリオが先に終わったので、送りませんでした。',
    'taken-out': 'この方が先にシナリオから外されたので、送りませんでした。',
    moved: 'この方が先にほかのステップへ移されたので、送りませんでした。',
    merged: 'この方が先にほかのコンタクトへ統合されたので、送りませんでした。',
    erased: 'この方が先に消去されたので、送りませんでした。',
    'left-by-hand': 'メンバーが、送らずに進めると決めました。',
    'no-https':
      '広告メールには配信停止リンクが必要です。BASE_URLがhttpsで始まらないので、送りませんでした。',
    'render-error': '差し込みがうまくいかず、内容を用意できませんでした。',
    stopped: 'すべての送信を止めています。再開すると送ります。',
    paused: 'シナリオが一時停止中です。再開すると送ります。',
    archived: 'シナリオは保管されています。保管から戻して再開すると送ります。',
    'sender-missing': '差出人がまだありません。設定で差出人アドレスを入力すると送ります。',
    'sender-unnamed':
      '広告メールに必要な、送信者の名称・住所・問い合わせ先がまだありません。設定で入力すると送ります。',
    'relay-busy': '送信サーバーが混み合っています。',
    'relay-refused': '送信サーバーが接続を断りました。',
    'login-refused':
      '送信サーバーがログインを断りました。SMTP_URLのユーザー名とパスワードを確かめてください。',
    'no-tls': '送信サーバーと暗号化した接続ができませんでした。',
    'no-connection': '送信サーバーにつながりませんでした。',
    'sender-refused': '送信サーバーが差出人アドレスを断りました。設定で確かめてください。',
    temporary: '相手のサーバーが、いまは受け取れないと答えました。',
    refused: '相手のサーバーが受け取りを断りました。',
    'address-impossible': 'この形のアドレスには送れません。',
    'connection-lost': '返事が来る前に接続が切れました。',
    'worker-gone': '受け渡しの途中でプロセスが止まりました。',
  },
}

export const words = { en, ja }
