import type { Entry } from '../../../server/timeline/shape.ts'
import { attributeName, type Names, nameOf } from '../../rules/names.ts'
import type { Language } from '../../words.ts'

/** A value with its name, as the timeline shows it; `to`: where more of it is told. */
export type Told = { label: string; text: string; to?: string }

type Speech = { language: Language; names: Names }
type Event = Extract<Entry, { kind: 'event' }>

/** What came with something, flat and in words; empty values say nothing. Pure. */
export function toldFields(payload: Record<string, unknown>, { language, names }: Speech): Told[] {
  const say = words[language]
  return Object.entries(payload).flatMap(([key, value]) =>
    flat([attributeName(key, language, names)], value, say),
  )
}

/** What came with an event; what we write down ourselves by the names of what it is about. Pure. */
export function toldOf({ name, payload }: Event, { language, names }: Speech): Told[] {
  const say = words[language]
  if (name === 'contact.changed' && Array.isArray(payload.fields)) {
    const text = fieldNames(payload.fields.map(String), { language, names })
    return [{ label: say.changed, text }]
  }
  if (name === 'contact.imported' || name === 'contact.import-undone') {
    const undone = name === 'contact.import-undone'
    const tags = Array.isArray(payload.tags) ? payload.tags.map(String) : []
    return [
      ...(tags.length > 0
        ? [{ label: undone ? say.untagged : say.tagged, text: tags.join(say.next) }]
        : []),
      ...(payload.consent === true
        ? [{ label: say.consent, text: undone ? say.consentBack : say.consentPut }]
        : []),
    ]
  }
  if (name.startsWith('segment.') && typeof payload.segmentId === 'number') {
    const id = payload.segmentId
    const text = nameOf(id, names.segments)
    return text === null ? [] : [{ label: say.segment, text, to: `/segments/${id}` }]
  }
  if (name.startsWith('contact.')) return []
  return name.startsWith('source.')
    ? toldFields(payload, { language, names })
    : Object.entries(payload).flatMap(([key, value]) => flat([key], value, say))
}

/** What changed of a contact, by the names people know it by. Pure. */
export const fieldNames = (keys: string[], speech: Speech): string =>
  keys.map((key) => fieldName(key, speech)).join(words[speech.language].next)

function fieldName(key: string, { language, names }: Speech): string {
  const own: Readonly<Record<string, string>> = words[language].profile
  return Object.hasOwn(own, key) ? own[key]! : attributeName(key, language, names)
}

/** Nested values each under the way that leads to them: order › items › sku. */
function flat(path: string[], value: unknown, say: (typeof words)['en']): Told[] {
  const text = plain(value, say)
  if (text !== null) return text.trim() ? [{ label: path.join(' › '), text }] : []
  if (!Array.isArray(value)) {
    return Object.entries(value as object).flatMap(([key, each]) => flat([...path, key], each, say))
  }
  const texts = value.map((each) => plain(each, say))
  if (!texts.includes(null)) {
    return flat(path, texts.filter((each) => each?.trim()).join(say.next), say)
  }
  const alone = value.length === 1
  return value.flatMap((each, n) => flat(alone ? path : [...path, String(n + 1)], each, say))
}

/** Null: there is more to it than one word. */
function plain(value: unknown, say: (typeof words)['en']): string | null {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? say.yes : say.no
  return typeof value === 'object' ? null : String(value)
}

export const words = {
  en: {
    next: ', ',
    yes: 'yes',
    no: 'no',
    changed: 'Changed',
    segment: 'Segment',
    tagged: 'Tags put on',
    untagged: 'Tags taken off',
    consent: 'Consent',
    consentPut: 'recorded',
    consentBack: 'as it was before',
    profile: { language: 'Language', zone: 'Time zone' },
  },
  ja: {
    next: '、',
    yes: 'はい',
    no: 'いいえ',
    changed: '変わった内容',
    segment: 'セグメント',
    tagged: '付いたタグ',
    untagged: '外れたタグ',
    consent: '同意',
    consentPut: '記録しました',
    consentBack: '取り込む前に戻しました',
    profile: { language: '言語', zone: 'タイムゾーン' },
  },
}
