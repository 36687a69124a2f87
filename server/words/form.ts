/** What a form page of ours says around the texts its owner wrote. */
const en = {
  title: 'Sign up',
  intro: 'Leave your e-mail address and we will write to you.',
  button: 'Sign up',
  thanks: 'Thank you. We have received what you sent.',
  lastName: 'Family name',
  firstName: 'Given name',
  email: 'E-mail address',
  consent: 'I agree to receive news and offers by e-mail. I can stop them at any time.',
  optional: 'Optional',
  thanksTitle: 'Thank you',
  consentNote: 'Without your consent we send no advertising.',
  /** For people whose phone company lets only listed senders through. */
  carrierNote: '',
  trap: 'Leave this field empty',
  someWrong: (count: number) =>
    count === 1 ? 'One field needs a correction.' : `${count} fields need a correction.`,
  missing: (label: string) => `Enter: ${label}.`,
  emailImpossible: 'This is not a possible e-mail address. Check it for typing errors.',
  tooLong: (most: number) => `Use ${most} characters at most.`,
  tooLarge: 'That was more than this form can take. Go back, make it shorter and send again.',
  tooMany: 'Too many people are signing up at this moment. Wait a moment and send again.',
  closedTitle: 'This form is closed',
  closed: 'Nothing is received here. Ask whoever gave you the address.',
}

const ja: typeof en = {
  title: '登録フォーム',
  intro: 'メールアドレスをご登録ください。ご案内をお送りします。',
  button: '登録する',
  thanks: 'ご登録ありがとうございます。内容を受け付けました。',
  lastName: '姓',
  firstName: '名',
  email: 'メールアドレス',
  consent: 'お知らせやご案内のメールを受け取ることに同意します。いつでも配信を停止できます。',
  optional: '任意',
  thanksTitle: 'ありがとうございます',
  consentNote: '同意がない場合、広告のメールはお送りしません。',
  carrierNote:
    '携帯電話のメールで受信を制限している場合は、送信元のアドレスを受信できるように設定してください。',
  trap: 'この欄は空のままにしてください',
  someWrong: (count) => `${count}か所の入力を確かめてください。`,
  missing: (label) => `${label}を入力してください。`,
  emailImpossible: 'メールアドレスとして使えません。入力の誤りがないか確かめてください。',
  tooLong: (most) => `${most}文字以内で入力してください。`,
  tooLarge: '一度に送れる大きさを超えています。前の画面に戻り、短くしてから送ってください。',
  tooMany: '登録が混み合っています。少し待ってからもう一度送ってください。',
  closedTitle: 'このフォームは受け付けていません',
  closed: 'ここでは受け付けていません。アドレスを案内した方にお問い合わせください。',
}

export const words = { en, ja }
