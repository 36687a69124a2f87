import { language } from '../words.ts'

/** Tells that a page's file cannot be had: the server is out of reach, or has another build by now. */
export function cannotLoad(cause: unknown): never {
  throw new Error(words[language()].cannotLoad, { cause })
}

export const words = {
  en: { cannotLoad: 'The server does not answer, or there is a newer version of this page.' },
  ja: { cannotLoad: 'サーバーから返事がないか、このページの新しい版が出ています。' },
}
