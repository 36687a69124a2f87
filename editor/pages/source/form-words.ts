/** What the kinds of fields are called. */
export const typeWords = {
  en: {
    text: 'Short text',
    kana: 'Katakana',
    email: 'E-mail address',
    tel: 'Phone number',
    number: 'Number',
    date: 'Date',
    choice: 'One choice',
    choices: 'Several choices',
    long: 'Long text',
    hidden: 'Hidden value',
  },
  ja: {
    text: '短い文',
    kana: 'カタカナ',
    email: 'メールアドレス',
    tel: '電話番号',
    number: '数',
    date: '日付',
    choice: '一つ選ぶ',
    choices: 'いくつも選ぶ',
    long: '長い文',
    hidden: '見えない値',
  },
}
