import type { Language } from '../../words.ts'

/** What people call a time zone: 日本標準時, Japan Standard Time, else its own name. Pure. */
export function zoneName(zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts()
  const name = parts.find((part) => part.type === 'timeZoneName')?.value
  return !name || name.startsWith('GMT') ? zone : name
}
