import type { Language } from '../../words.ts'

/** A mail's size as people read it: 4.2 kB, 1.3 MB. Pure. */
export function sizeOf(bytes: number, language: Language): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 })
  return `${digits.format(Math.max(value, 0.1))} ${unit}`
}
