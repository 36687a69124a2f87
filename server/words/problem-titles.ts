/** What kind of problem an error answer tells of, by its HTTP status; its sentence says the rest. */
const en = {
  400: 'The request is not as expected',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'This address does not take that',
  409: 'Something else stands in the way',
  410: 'Gone',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'The content cannot be taken',
  429: 'Too many requests',
  500: 'Failed on our side',
  503: 'Not ready',
}

const ja: typeof en = {
  400: 'リクエストの内容を確かめてください',
  401: 'ログインしていません',
  403: '権限がありません',
  404: '見つかりません',
  405: 'この方法では受け付けていません',
  409: 'いまの状態ではできません',
  410: 'なくなりました',
  413: '大きすぎます',
  415: '内容の種類が違います',
  422: 'この内容は受け取れません',
  429: 'リクエストが多すぎます',
  500: 'サーバーで問題が起きました',
  503: '準備ができていません',
}

export const titles = { en, ja }
