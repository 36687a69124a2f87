import type { bases } from '../consents/table.ts'

type Bases = Record<(typeof bases)[number], string>

/** On what a consent rests (特定電子メール法 Art. 3(1)), as every screen and every file says it. */
const en: Bases = {
  'opt-in': 'Opted in',
  written: 'Business card or letter',
  dealings: 'Business dealings',
  published: 'Published address',
}

const ja: Bases = {
  'opt-in': '本人の同意',
  written: '名刺・書面',
  dealings: '取引関係',
  published: '公表アドレス',
}

export const words = { en, ja }
