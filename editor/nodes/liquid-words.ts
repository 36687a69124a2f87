import { wellKnownLabels } from '../rules/names.ts'
import type { Language } from '../words.ts'

/** A text with its merge fields as a reader would name them: 〈姓〉さま rather than {{ … }}. Pure. */
export function withoutLiquid(text: string, language: Language): string {
  const known: Readonly<Record<string, string>> = wellKnownLabels[language]
  const [open, close] = language === 'ja' ? ['〈', '〉'] : ['[', ']']
  return text
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{-?\s*([^\s|}]*).*?\}\}/gs, (_, path: string) => {
      const key = path.split('.').at(-1) ?? path
      return `${open}${(path.startsWith('contact.') && known[key]) || key}${close}`
    })
    .trim()
}
