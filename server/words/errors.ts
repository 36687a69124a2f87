/**
 * Every sentence an error answer can speak, by its code: what is wrong, then what to do.
 * A room adds its own codes under its name; the types make both languages complete.
 */
const en = {
  'wrong-input': ({ fields }: { fields: string[] }) =>
    fields.length > 0
      ? `Missing or not possible: ${fields.join(', ')}. Correct and send again.`
      : 'The request could not be read. Send it as JSON.',
  'not-signed-in': 'Sign in, or send an API key as “Authorization: Bearer …”.',
  'key-wrong': 'This API key is not known or was revoked. Make a new one in Settings.',
  'not-allowed': 'Your role does not allow this. Ask an owner.',
  'cross-site': 'This request came from another site and was not carried out.',
  'not-found': 'There is nothing here. It may have been removed, or the address is wrong.',
  'too-large': 'The request is too large.',
  'too-many': 'Too many requests. Wait a moment and try again.',
  'went-wrong': 'Something failed on our side and nothing was changed. Try again.',

  // members
  'setup-closed': 'This product already has an owner. Sign in instead.',
  'setup-link-wrong':
    'This link is not the one printed at start. Open the link from the terminal again.',
  'sign-in-wrong': 'The e-mail address or the password is not right. Try again.',
}

const ja: typeof en = {
  'wrong-input': ({ fields }) =>
    fields.length > 0
      ? `次の項目を確かめて、もう一度送ってください：${fields.join('、')}`
      : 'リクエストを読み取れませんでした。JSONで送ってください。',
  'not-signed-in': 'ログインするか、APIキーを「Authorization: Bearer …」で送ってください。',
  'key-wrong': 'このAPIキーは登録されていないか、無効になっています。設定で新しく作ってください。',
  'not-allowed': 'この操作はあなたの権限ではできません。オーナーに相談してください。',
  'cross-site': 'ほかのサイトからの操作だったため、実行しませんでした。',
  'not-found': 'ここには何もありません。削除されたか、アドレスが間違っています。',
  'too-large': 'リクエストが大きすぎます。',
  'too-many': 'リクエストが多すぎます。少し待ってからもう一度お試しください。',
  'went-wrong': 'サーバーで問題が起きました。何も変更していません。もう一度お試しください。',

  // members
  'setup-closed': 'すでにオーナーが登録されています。ログインしてください。',
  'setup-link-wrong':
    '起動時に表示されたリンクと一致しません。ターミナルのリンクをもう一度開いてください。',
  'sign-in-wrong': 'メールアドレスかパスワードが違います。もう一度お試しください。',
}

export const words = { en, ja }
