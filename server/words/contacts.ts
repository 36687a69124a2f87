import type { AttributeType } from '../contacts/table.ts'

/** Names of the attributes that everybody has, and what a value of a type must look like. */
const en = {
  builtIn: {
    last_name: 'Last name',
    first_name: 'First name',
    last_kana: 'Last name (kana)',
    first_kana: 'First name (kana)',
    name: 'Full name',
    company: 'Company',
  },
  unreadable: {
    text: (label: string) => `“${label}” takes one text.`,
    number: (label: string) => `“${label}” takes a number, such as 1200.`,
    date: (label: string) => `“${label}” takes a date, such as 2026-01-05.`,
    datetime: (label: string) => `“${label}” takes a date and time, such as 2026-01-05 10:00.`,
    boolean: (label: string) => `“${label}” takes yes or no.`,
    choice: (label: string) => `“${label}” takes one of its choices.`,
    choices: (label: string) => `“${label}” takes some of its choices.`,
  } satisfies Record<AttributeType, (label: string) => string>,
}

const ja: typeof en = {
  builtIn: {
    last_name: '姓',
    first_name: '名',
    last_kana: 'セイ',
    first_kana: 'メイ',
    name: '氏名',
    company: '会社名',
  },
  unreadable: {
    text: (label) => `「${label}」には文字を1つだけ入れてください。`,
    number: (label) => `「${label}」には数値を入れてください（例：1200）。`,
    date: (label) => `「${label}」には日付を入れてください（例：2026-01-05）。`,
    datetime: (label) => `「${label}」には日時を入れてください（例：2026-01-05 10:00）。`,
    boolean: (label) => `「${label}」には「はい」か「いいえ」を入れてください。`,
    choice: (label) => `「${label}」には選択肢から1つを入れてください。`,
    choices: (label) => `「${label}」には選択肢から入れてください。`,
  },
}

export const words = { en, ja }
