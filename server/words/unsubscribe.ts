/** The page behind the opt-out link. */
const en = {
  askTitle: 'Stop these mails?',
  ask: (address: string, sender: string) =>
    sender
      ? `${address} will get no more news from ${sender}.`
      : `${address} will get no more news.`,
  necessary: 'Mails about your orders and requests still come.',
  stop: 'Unsubscribe',
  doneTitle: 'You are unsubscribed.',
  done: (address: string) => `No more news will be sent to ${address}.`,
  undoHint: 'Pressed by mistake?',
  undo: 'Get these mails again',
  undoneTitle: 'You are no longer unsubscribed.',
  undone: (address: string) => `News will be sent to ${address} as before.`,
  stillStopped: (address: string) =>
    `Mail to ${address} is stopped for another reason, too. If you want it again, ask the sender.`,
  wrongTitle: 'This link does not work.',
  wrong:
    'It may have been cut short, or it stood in a preview. Open it from the mail again, or reply to the mail and ask to be unsubscribed.',
}

const ja: typeof en = {
  askTitle: 'メールの配信を停止しますか',
  ask: (address, sender) =>
    sender
      ? `${sender}から${address}への、お知らせのメールを停止します。`
      : `${address}への、お知らせのメールを停止します。`,
  necessary: 'ご注文やお問い合わせに関するメールは、これからも届くことがあります。',
  stop: '配信を停止する',
  doneTitle: '配信を停止しました。',
  done: (address) => `${address}には、今後お知らせのメールを送りません。`,
  undoHint: 'まちがえて押した場合は、もとに戻せます。',
  undo: '停止を取り消して、メールを受け取る',
  undoneTitle: '停止を取り消しました。',
  undone: (address) => `${address}に、これまでどおりお知らせのメールを送ります。`,
  stillStopped: (address) =>
    `${address}へのメールは、ほかの理由でも止まっています。受け取りたい場合は、送信者にお問い合わせください。`,
  wrongTitle: 'このリンクは使えません。',
  wrong:
    'リンクが途中で切れているか、プレビューのリンクです。メールからもう一度開くか、メールへの返信で配信停止をお申し出ください。',
}

export const words = { en, ja }
