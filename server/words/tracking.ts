/** What a reader sees whose link leads nowhere. */
const en = {
  wrongTitle: 'This link is not complete',
  wrong: 'Part of the address may be missing. Open the link from the mail once more.',
}

const ja: typeof en = {
  wrongTitle: 'リンクが正しくありません',
  wrong: 'アドレスの一部が欠けている可能性があります。メールのリンクをもう一度開いてください。',
}

export const words = { en, ja }
