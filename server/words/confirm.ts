/** Asking by mail whether it was them: the page behind the link, and the mail as it is at first. */
const en = {
  askedTitle: 'Check your mail',
  asked:
    'We have sent you a mail with a link. Open it and press the button: only then your sign-up counts.',
  askedHint: (hours: number) => `The link works for ${hours} hours.`,
  askTitle: 'Is this you?',
  ask: (address: string, form: string) => `${address} was entered in “${form}”. Was it you?`,
  confirm: 'Yes, confirm',
  notMe: 'If it was not you, close this page. Nothing is signed up.',
  doneTitle: 'Confirmed. Thank you.',
  expiredTitle: 'This link has run out.',
  expired: 'Nothing was signed up. Fill in the form once more and we send you a new link.',
  again: 'Open the form',
  closed: 'Nothing was signed up, and the form is closed by now. Ask whoever gave you its address.',
  wrongTitle: 'This link does not work.',
  wrong: 'It may have been cut short. Open it from the mail again, or fill in the form once more.',
  subject: 'Please confirm your e-mail address',
  text: `Thank you for signing up.

Open this link and press the button to confirm your e-mail address:

{{ payload.confirm_url }}

The link works for {{ payload.hours }} hours. If it was not you, ignore this mail: nothing is signed up.

{{ account.sender_name }}
`,
}

const ja: typeof en = {
  askedTitle: 'メールを確認してください',
  asked:
    'ご入力のアドレスにメールを送りました。メールのリンクを開き、ボタンを押すと登録が完了します。',
  askedHint: (hours) => `リンクの期限は${hours}時間です。`,
  askTitle: '登録の確認',
  ask: (address, form) => `「${form}」に${address}が入力されました。ご本人の登録でしたか。`,
  confirm: '登録を確認する',
  notMe: 'お心当たりがないときは、このページを閉じてください。何も登録されません。',
  doneTitle: '登録を確認しました。',
  expiredTitle: 'リンクの期限が切れています。',
  expired:
    'まだ登録されていません。もう一度フォームにご入力いただくと、新しいリンクをお送りします。',
  again: 'フォームを開く',
  closed:
    'まだ登録されていません。フォームの受付も終わっています。アドレスを案内した方にお問い合わせください。',
  wrongTitle: 'このリンクは使えません。',
  wrong:
    'リンクが途中で切れているようです。メールからもう一度開くか、フォームにもう一度ご入力ください。',
  subject: 'メールアドレスのご確認',
  text: `ご登録ありがとうございます。

次のリンクを開き、ボタンを押してメールアドレスをご確認ください。

{{ payload.confirm_url }}

リンクの期限は{{ payload.hours }}時間です。お心当たりがないときは、このメールは無視してください。何も登録されません。

{{ account.sender_name }}
`,
}

export const words = { en, ja }
