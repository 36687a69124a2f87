/** Why a row of a file was refused, for the result file and the page. */
const en = {
  line: 'Row',
  why: 'Reason',
  comma: ', ',
  truth: { yes: 'Yes', no: 'No' },
  languages: { ja: 'Japanese', en: 'English' },
  reasons: {
    'quote-open': () => 'A quotation mark is opened and never closed. Close it, or double it.',
    unreadable: (column: string) =>
      `“${column}” holds bytes that are not of the file’s encoding. Save the file again as UTF-8.`,
    'too-many-columns': () =>
      'The row has more cells than the file has columns. Put a value with a comma in quotation marks.',
    'email-missing': (column: string) => `“${column}” has no e-mail address.`,
    'email-impossible': (column: string) => `“${column}” is not a possible e-mail address.`,
    'value-wrong': (column: string) => `“${column}” cannot be read as its attribute’s type.`,
    'language-wrong': (column: string) => `“${column}” is no language we know. Write ja or en.`,
    'consent-unclear': (column: string) =>
      `“${column}” says neither yes nor no. Write yes or no, or leave it empty for no.`,
    unknown: () => 'Nobody has this address, and this import only updates.',
    'external-taken': () => 'This number belongs to another contact already.',
    erased: () => 'Whoever has this address was erased, and comes back only by signing up again.',
    failed: () => 'The row could not be written. Send it again; if it fails again, tell us.',
  },
}

const ja: typeof en = {
  line: '行',
  why: '理由',
  comma: '、',
  truth: { yes: 'はい', no: 'いいえ' },
  languages: { ja: '日本語', en: '英語' },
  reasons: {
    'quote-open': () => '引用符（"）が閉じていません。閉じるか、二つ重ねてください。',
    unreadable: (column) =>
      `「${column}」に、ファイルの文字コードでは読めない文字があります。UTF-8で保存し直してください。`,
    'too-many-columns': () =>
      '列の数が見出しより多くなっています。コンマを含む値は引用符（"）で囲んでください。',
    'email-missing': (column) => `「${column}」にメールアドレスがありません。`,
    'email-impossible': (column) => `「${column}」はメールアドレスとして使えません。`,
    'value-wrong': (column) => `「${column}」の値を、属性の型として読めません。`,
    'language-wrong': (column) => `「${column}」の言語がわかりません。jaかenで書いてください。`,
    'consent-unclear': (column) =>
      `「${column}」が同意かどうかわかりません。はい・いいえで書くか、空にしてください。`,
    unknown: () => 'このアドレスのコンタクトがいません（更新だけの取り込みです）。',
    'external-taken': () => 'この番号は、すでにほかのコンタクトのものです。',
    erased: () => 'このアドレスの方は消去されています。ご本人が登録したときだけ戻ります。',
    failed: () => '書き込めませんでした。もう一度取り込み、また失敗したらお知らせください。',
  },
}

export const words = { en, ja }
