/** What stands in mails beside the author's own words. */
const en = {
  mayStop: 'You can stop these mails at any time.',
  unsubscribe: 'Unsubscribe',
  enquiry: (where: string) => `Contact: ${where}`,
}

const ja: typeof en = {
  mayStop: 'このメールの配信は、いつでも停止できます。',
  unsubscribe: '配信停止はこちら',
  enquiry: (where) => `お問い合わせ：${where}`,
}

export const words = { en, ja }
