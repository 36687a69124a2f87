import type { Reason } from '../sources/reasons.ts'

/** Why a post was refused: what is wrong, then what to do. `field` is the field or place it is about. */
type Refusals = Record<Reason, (field: string | null) => string>

const en: {
  refused: Refusals
  unknownKey: string
  postOnly: string
  tooLarge: string
  tooMany: string
  thanksTitle: string
  thanks: string
  refusedTitle: string
  back: string
} = {
  refused: {
    'body-empty': () => 'The post has no content. Send the fields as JSON or as a form.',
    'body-unreadable': (field) =>
      field
        ? `The content could not be read (${field}). Send a JSON object or a form.`
        : 'The content could not be read. Send a JSON object or a form.',
    'body-type': (field) =>
      `Content of type ${field ?? 'none'} is not taken. Send JSON, application/x-www-form-urlencoded or multipart/form-data.`,
    'too-many-fields': (field) =>
      `There are too many fields; ${field ?? 'fewer'} at most are taken.`,
    'too-deep': () => 'The fields are nested too deeply. Send them flatter.',
    'email-missing': (field) =>
      field
        ? `The field ${field} holds no e-mail address. Fill it in.`
        : 'No field holds the contact’s e-mail address. Name it “email”, or choose the field in the source’s settings.',
    'email-not-mapped': (field) =>
      `No e-mail address stands in ${field ?? 'the field'}, where this source’s field mapping looks for it. Send it there, or choose another field in the source’s “Fields”.`,
    'email-impossible': (field) =>
      `The field ${field ?? 'email'} does not hold a possible e-mail address. Correct it and send again.`,
    'email-ambiguous': (field) =>
      `Different e-mail addresses stand in ${field ?? 'several fields'}. Choose the contact’s field in the source’s settings.`,
    'signature-missing': () =>
      'This source takes signed posts only. Sign the post with its secret.',
    'signature-wrong': () => 'The signature does not fit the content. Check the secret.',
    'signature-old': () =>
      'The signature is more than five minutes old. Check the sender’s clock and sign again.',
    'key-reused': () =>
      'This Idempotency-Key came before with other content. Give each post a key of its own.',
    filtered: () => 'The filter of this source leaves such posts out.',
    'asked-often': () =>
      'This address was asked three times within a day whether it was them, and is left alone until tomorrow.',
    'origin-wrong': (field) =>
      `Pages of ${field ?? 'an unnamed site'} may not post here. Add the site in the source’s settings.`,
    'identity-missing': () =>
      'Nobody has signed who the visitor is. Pass a signed token, or allow bare addresses in the source’s settings.',
    'identity-wrong': () =>
      'The token does not fit the address, or the address is impossible. Sign it with this source’s secret.',
    'event-wrong': (field) =>
      `An event of this post could not be taken (${field ?? 'event-wrong'}); the others were.`,
    robot: () =>
      'A field that people do not see was filled in, so this looks like a machine’s post.',
    failed: (field) =>
      field
        ? `It could not be written: ${field}. Run it again when the cause is mended.`
        : 'It could not be written. Run it again when the cause is mended.',
  },
  unknownKey: 'Nothing is received at this address. Copy the address from the source again.',
  postOnly: 'This address takes posts. Set it as the webhook of your form, or as its action.',
  tooLarge: 'The post is larger than 1 MB. Send less.',
  tooMany: 'Too many posts at once. Wait a moment and send again.',
  thanksTitle: 'Thank you',
  thanks: 'We have received what you sent.',
  refusedTitle: 'This could not be received',
  back: 'Go back and correct it',
}

const ja: typeof en = {
  refused: {
    'body-empty': () => '内容がありません。項目をJSONかフォームの形で送ってください。',
    'body-unreadable': (field) =>
      field
        ? `内容を読み取れませんでした（${field}）。JSONオブジェクトかフォームの形で送ってください。`
        : '内容を読み取れませんでした。JSONオブジェクトかフォームの形で送ってください。',
    'body-type': (field) =>
      `${field ?? '種類のない'}の内容は受け取れません。JSON、application/x-www-form-urlencoded、multipart/form-dataのいずれかで送ってください。`,
    'too-many-fields': (field) => `項目が多すぎます。受け取れるのは${field ?? ''}個までです。`,
    'too-deep': () => '項目の入れ子が深すぎます。浅くして送ってください。',
    'email-missing': (field) =>
      field
        ? `項目「${field}」にメールアドレスがありません。入力してください。`
        : 'メールアドレスの項目が見つかりません。項目名を「email」にするか、受付口の設定で項目を選んでください。',
    'email-not-mapped': (field) =>
      `この受付口の「項目の対応」で決めた項目「${field ?? ''}」に、メールアドレスがありません。その項目に入れて送るか、「項目の対応」でメールアドレスの項目を選び直してください。`,
    'email-impossible': (field) =>
      `項目「${field ?? 'email'}」はメールアドレスとして使えません。直してもう一度送ってください。`,
    'email-ambiguous': (field) =>
      `異なるメールアドレスが複数あります（${field ?? '複数の項目'}）。受付口の設定で項目を選んでください。`,
    'signature-missing': () =>
      'この受付口は署名付きの送信だけを受け取ります。署名シークレットで署名してください。',
    'signature-wrong': () => '署名が内容と一致しません。署名シークレットを確かめてください。',
    'signature-old': () =>
      '署名から5分以上たっています。送信元の時計を確かめて、署名し直してください。',
    'key-reused': () =>
      'このIdempotency-Keyは、前に別の内容で送られています。送信ごとに別のキーを付けてください。',
    filtered: () => 'この受付口のフィルターで除いています。',
    'asked-often': () =>
      'このアドレスには、一日のうちに3回、登録の確認をお願いしました。明日まで送りません。',
    'origin-wrong': (field) =>
      `${field ?? '名前のないサイト'}のページからは受け取れません。受付口の設定でサイトを加えてください。`,
    'identity-missing': () =>
      '訪問者がだれか、署名されていません。署名付きのトークンを渡すか、受付口の設定で署名のないアドレスを許可してください。',
    'identity-wrong': () =>
      'トークンがアドレスと合わないか、アドレスが使えません。この受付口の署名シークレットで署名してください。',
    'event-wrong': (field) =>
      `受け取れないイベントがありました（${field ?? 'event-wrong'}）。ほかは受け取りました。`,
    robot: () => '人には見えない項目に入力があったため、機械による送信と判断しました。',
    failed: (field) =>
      field
        ? `書き込めませんでした：${field}。原因を直してから、もう一度実行してください。`
        : '書き込めませんでした。原因を直してから、もう一度実行してください。',
  },
  unknownKey: 'このアドレスでは受け付けていません。受付口のアドレスをもう一度コピーしてください。',
  postOnly:
    'このアドレスは送信を受け取るためのものです。フォームの送信先かWebhookに設定してください。',
  tooLarge: '内容が1MBを超えています。減らして送ってください。',
  tooMany: '一度に送られた数が多すぎます。少し待ってからもう一度送ってください。',
  thanksTitle: 'ありがとうございます',
  thanks: '送信を受け付けました。',
  refusedTitle: '受け付けられませんでした',
  back: '戻って直す',
}

export const words = { en, ja }
