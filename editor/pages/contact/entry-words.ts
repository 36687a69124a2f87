/** What the timeline says about each kind of entry. */
const en = {
  /** Whose hand or door it was. */
  who: {
    member: (name: string) => name,
    key: (name: string) => `The API key “${name}”`,
    source: (name: string) => `“${name}”`,
    import: (name: string) => `“${name}”`,
  },
  entered: {
    source: (name: string, journey: string) => `Entered “${journey}” from “${name}”`,
    member: (name: string, journey: string) => `${name} entered this contact into “${journey}”`,
    key: (name: string, journey: string) => `Entered “${journey}” through the API key “${name}”`,
    plain: (journey: string) => `Entered “${journey}”`,
  },
  waiting: (until: string) => `Waits until ${until}`,
  waited: (node: string) => `“${node}” is over`,
  over: (node: string, until: string) => `“${node}” was over already: it lasted until ${until}`,
  since: {
    minutes: (since: string, amount: number) =>
      `Counted from ${since}: ${count(amount, 'minute')} later.`,
    hours: (since: string, amount: number) =>
      `Counted from ${since}: ${count(amount, 'hour')} later.`,
    days: (since: string, amount: number, zone: string) =>
      `Counted from ${since}: ${count(amount, 'day')} later at the same time of day (${zone}).`,
    weeks: (since: string, amount: number, zone: string) =>
      `Counted from ${since}: ${count(amount, 'week')} later at the same time of day (${zone}).`,
    months: (since: string, amount: number, zone: string) =>
      `Counted from ${since}: ${count(amount, 'month')} later at the same time of day (${zone}).`,
  },
  branched: (node: string, out: string) => `Took “${out}” at “${node}”`,
  otherwise: 'Otherwise',
  ended: {
    completed: (journey: string) => `Reached the end of “${journey}”`,
    exited: (journey: string) => `Left “${journey}” before its end`,
  },
  /** By whom, where it is known. */
  takenOut: (by: string | null, journey: string) =>
    by ? `${by} took this contact out of “${journey}”` : `Was taken out of “${journey}”`,
  mergedIn: (other: string) => `${other} was merged into this contact`,
  /** A walk of the other's ended where both walked one journey. */
  mergedAway: (other: string | undefined, journey: string) =>
    `The walk of ${other ?? 'the merged contact'} through “${journey}” ended with the merge`,
  moved: (by: string | null, journey: string, to: string) =>
    by
      ? `${by} moved this contact to “${to}” in “${journey}”`
      : `Was moved to “${to}” in “${journey}”`,
  confirming: (by: string) => `${by} asked by mail whether the sign-up is wanted`,
  mailed: (by: string | null) =>
    by ? `${by} asked for a single mail to be sent` : 'A single mail was asked for',
  failed: (node: string) => `Stopped at “${node}” because of an error`,
  failing: (node: string) => `“${node}” did not work`,
  tries: (tries: number) => `Tried ${count(tries, 'time')}.`,
  message: {
    caught: 'The mail is in the built-in mailbox',
    sent: 'Sent the mail',
    queued: 'The mail is waiting to be sent',
    claimed: 'The mail is being prepared',
    sending: 'The mail is being handed over',
    deferred: 'The next server asked us to try again later',
    held: 'The mail is being held',
    rejected: 'The next server refused the mail',
    suppressed: 'Did not send the mail',
    skipped: 'Did not send the mail',
    expired: 'Did not send the mail: its time had passed',
    failed: 'Could not send the mail',
    unknown: 'It is not known whether the mail was sent',
  },
  notReallySent: 'It was not really sent',
  received: {
    form: (name: string) => `Sent the form “${name}”`,
    webhook: (name: string) => `Came in at “${name}”`,
    site: (name: string) => `Came in from “${name}”`,
  },
  imported: (added: boolean): string =>
    added ? 'Came in with an imported file' : 'Was in an imported file',
  tag: {
    'contact.tagged': (name: string) => `Got the tag “${name}”`,
    'contact.untagged': (name: string) => `Lost the tag “${name}”`,
  },
  notEntered: (journey: string) => `Did not enter “${journey}” again`,
  refused: {
    walking: 'This contact is walking this journey already.',
    before: 'This journey takes everybody in once only.',
  },
  way: {
    page: 'On the page that the link in a mail opens.',
    'one-click': 'By the unsubscribe button of the mail program.',
  },
  wayFrom: {
    page: (journey: string) => `On the page that the link in a mail of “${journey}” opens.`,
    'one-click': (journey: string) =>
      `By the unsubscribe button of the mail program, on a mail of “${journey}”.`,
  },
  imports: 'As an imported file says.',
  clicked: (url: string) => `Clicked a link: ${url}`,
  readMail: {
    of: (journey: string) => `In a mail of “${journey}”.`,
    proxy: 'A mail provider’s machine fetched the pictures: perhaps nobody has looked at it yet.',
  },
  otherEvent: (name: string) => `The event “${name}” happened`,
}

const ja: typeof en = {
  who: {
    member: (name) => `${name}さん`,
    key: (name) => `APIキー「${name}」`,
    source: (name) => `「${name}」`,
    import: (name) => `「${name}」`,
  },
  entered: {
    source: (name, journey) => `「${name}」から「${journey}」に入りました`,
    member: (name, journey) => `${name}さんが「${journey}」に入れました`,
    key: (name, journey) => `APIキー「${name}」で「${journey}」に入りました`,
    plain: (journey) => `「${journey}」に入りました`,
  },
  waiting: (until) => `${until}まで待ちます`,
  waited: (node) => `「${node}」が終わりました`,
  over: (node, until) => `「${node}」はすでに終わっていました（${until}まで）`,
  since: {
    minutes: (since, amount) => `起点は${since}。そこから${amount}分後です。`,
    hours: (since, amount) => `起点は${since}。そこから${amount}時間後です。`,
    days: (since, amount, zone) =>
      `起点は${since}。そこから${amount}日後の同じ時刻（${zone}）です。`,
    weeks: (since, amount, zone) =>
      `起点は${since}。そこから${amount}週間後の同じ時刻（${zone}）です。`,
    months: (since, amount, zone) =>
      `起点は${since}。そこから${amount}か月後の同じ時刻（${zone}）です。`,
  },
  branched: (node, out) => `「${node}」で「${out}」に進みました`,
  otherwise: 'それ以外',
  ended: {
    completed: (journey) => `「${journey}」を最後まで通りました`,
    exited: (journey) => `「${journey}」を途中で終えました`,
  },
  takenOut: (by, journey) =>
    by ? `${by}が「${journey}」から外しました` : `「${journey}」から外れました`,
  mergedIn: (other) => `${other}のコンタクトを統合しました`,
  mergedAway: (other, journey) =>
    `統合により、${other ?? '統合したコンタクト'}の「${journey}」が終わりました`,
  moved: (by, journey, to) =>
    by ? `${by}が「${journey}」の「${to}」に移しました` : `「${journey}」の「${to}」に移りました`,
  confirming: (by) => `${by}が登録の確認メールを頼みました`,
  mailed: (by) =>
    by ? `${by}が一通のメールの送信を頼みました` : '一通のメールの送信が頼まれました',
  failed: (node) => `「${node}」で問題が起きて止まっています`,
  failing: (node) => `「${node}」がうまくいきませんでした`,
  tries: (tries) => `${tries}回試しました。`,
  message: {
    caught: 'メールが内蔵メールボックスに入りました',
    sent: 'メールを送信しました',
    queued: 'メールが送信を待っています',
    claimed: 'メールを用意しています',
    sending: 'メールを相手のサーバーに渡しています',
    deferred: '相手のサーバーが、あとで試すよう求めました',
    held: 'メールを保留しています',
    rejected: '相手のサーバーがメールを断りました',
    suppressed: 'メールを送りませんでした',
    skipped: 'メールを送りませんでした',
    expired: '期限を過ぎたので、メールを送りませんでした',
    failed: 'メールを送れませんでした',
    unknown: 'メールを送れたかどうかわかりません',
  },
  notReallySent: '実際には送られていません',
  received: {
    form: (name) => `フォーム「${name}」を送信しました`,
    webhook: (name) => `「${name}」で受け取りました`,
    site: (name) => `「${name}」から受け取りました`,
  },
  imported: (added) =>
    added ? 'ファイルの取り込みで加わりました' : '取り込んだファイルにありました',
  tag: {
    'contact.tagged': (name) => `タグ「${name}」が付きました`,
    'contact.untagged': (name) => `タグ「${name}」が外れました`,
  },
  notEntered: (journey) => `「${journey}」には入りませんでした`,
  refused: {
    walking: 'すでにこのシナリオを進んでいます。',
    before: 'このシナリオに入れるのは1人1回だけです。',
  },
  way: {
    page: 'メールのリンク先のページから。',
    'one-click': 'メールソフトの配信停止ボタンから。',
  },
  wayFrom: {
    page: (journey) => `「${journey}」のメールのリンク先のページから。`,
    'one-click': (journey) => `「${journey}」のメールで、メールソフトの配信停止ボタンから。`,
  },
  imports: '取り込んだファイルの記載から。',
  clicked: (url) => `リンクをクリックしました：${url}`,
  readMail: {
    of: (journey) => `「${journey}」のメールから。`,
    proxy: 'メールサービスの機械が画像を読み込みました。まだご覧になっていないかもしれません。',
  },
  otherEvent: (name) => `イベント「${name}」がありました`,
}

export const words = { en, ja }

const count = (amount: number, one: string) => `${amount} ${one}${amount === 1 ? '' : 's'}`
