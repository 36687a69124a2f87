import type { Language } from '../words.ts'

type Named = { journeyName: string | null; journeyKind: 'journey' | 'mail' | null }

/** What a journey is called on the screen; the hidden one of mails sent by themselves has no name. Pure. */
export const journeyTitle = ({ journeyName, journeyKind }: Named, language: Language): string =>
  journeyKind === 'mail' ? words[language].singleMail : (journeyName ?? '')

export const words = {
  en: { singleMail: 'Single mail' },
  ja: { singleMail: '一通のメール' },
}
