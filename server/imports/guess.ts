import { readAddress } from '../contacts/address.ts'
import type { Definition } from '../contacts/definitions.ts'
import type { AttributeType } from '../contacts/table.ts'
import { readValue } from '../contacts/value.ts'
import { emailRank, nameKey } from '../sources/names.ts'
import { MOST_CHOICES, type Target } from './plan.ts'

/**
 * Where columns probably go, by their names and by what stands in them. Pure.
 */
export function guess(
  { names, rows, whole }: Sample,
  definitions: readonly Definition[],
): Target[] {
  const width = Math.max(names.length, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, at) => {
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter(Boolean)
    return { name: (names[at] ?? '').trim(), cells, whole }
  })
  const email = emailColumn(columns)
  const taken = new Set<string>()
  return columns.map((column, at): Target => {
    if (at === email) return { to: 'email' }
    const target = targetOf(column, definitions)
    const name = nameOf(target)
    // Two columns for one thing: the first one feeds it.
    if (name === null || taken.has(name)) return { to: 'nowhere' }
    taken.add(name)
    return target
  })
}

/** Each column as an attribute that is yet to be made; null: its name is no key. Pure. */
export function asNew({ names, rows, whole }: Sample) {
  return names.map((name, at) =>
    freshOf({ name, cells: rows.map((row) => (row[at] ?? '').trim()).filter(Boolean), whole }),
  )
}

export type Sample = {
  names: readonly string[]
  /** The first rows, without the head. */
  rows: readonly string[][]
  /** Whether there are no others. */
  whole: boolean
}

type Column = { name: string; cells: string[]; whole: boolean }

function emailColumn(columns: Column[]): number {
  const ranked = columns.map(({ name, cells }, at) => {
    const share = cells.filter((cell) => readAddress(cell)).length / Math.max(1, cells.length)
    return { at, rank: emailRank(name) ?? 2, share }
  })
  const possible = ranked.filter(({ rank, share }) => (rank < 2 ? share > 0 : share > 0.5))
  possible.sort((a, b) => a.rank - b.rank || b.share - a.share || a.at - b.at)
  const [first] = possible
  // An empty file with a column that says so is one, too.
  return first?.at ?? ranked.find(({ rank }) => rank < 2)?.at ?? -1
}

function targetOf(column: Column, definitions: readonly Definition[]): Target {
  const { name } = column
  if (name === '') return { to: 'nowhere' }
  const plain = name.normalize('NFKC').toLowerCase().trim()
  const known = definitions.find(
    ({ key, label }) =>
      key.toLowerCase() === plain || label.normalize('NFKC').toLowerCase() === plain,
  )
  if (known) return { to: 'attribute', key: known.key }
  const part = nameKey(name)
  if (part === 'kana') return { to: 'kana' }
  if (part) return { to: 'attribute', key: part }
  if (/^(タグ|tags?|ラベル|labels?)$/.test(plain)) return { to: 'tags' }
  if (/^(言語|language|lang|locale)$/.test(plain)) return { to: 'language' }
  const system = systemOf(plain)
  if (system) return { to: 'external', system }
  if (CONSENT.test(plain)) return { to: 'consent' }
  return freshOf(column) ?? { to: 'nowhere' }
}

/** A column by this name says who wants advertising, and its values are for nothing else. */
const CONSENT =
  /^((メルマガ|メールマガジン|広告メール|お知らせメール|dm|ニュースレター)(の?(購読|受信|配信|希望|同意|可否|許可|登録))*(の?(希望|同意|可否|有無))?|広告同意|(newsletter|marketing)[ _-]?(consent|opt[ _-]?in)?|opt[ _-]?in)$/

function freshOf({ name, cells, whole }: Column) {
  const key = keyOf(name)
  if (!key) return null
  const choices = [...new Set(cells)].filter((cell) => cell.length <= 200)
  return {
    to: 'new' as const,
    key,
    label: name.trim().slice(0, 100),
    type: typeOf(cells, whole),
    ...(choices.length <= MOST_CHOICES && choices.length > 0 && { choices }),
  }
}

const systemOf = (plain: string) =>
  /^(会員|顧客|お客様|ユーザー?|コンタクト)(id|番号|no\.?|コード)$|^(customer|member|user|contact|client)[ _-]?(id|no|number)$|^id$/.test(
    plain,
  )
    ? 'crm'
    : null

/** A name as a key: whatever is no letter or digit is one _. */
const keyOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)

/** The narrowest type that reads every cell there is; digits that begin with 0 are no number. */
function typeOf(cells: string[], whole: boolean): AttributeType {
  if (cells.length === 0) return 'text'
  const about = { zone: 'UTC', choices: [] }
  const reads = (type: AttributeType) => cells.every((cell) => readValue(type, cell, about))
  if (!cells.some((cell) => /^[0０]\d|\d{12}/.test(cell)) && reads('number')) return 'number'
  if (reads('date') && !cells.some((cell) => /\d[:時]\d/.test(cell))) return 'date'
  if (reads('datetime')) return 'datetime'
  if (reads('boolean')) return 'boolean'
  // Of values that only the first rows were asked for, later rows may have others.
  return whole && areChoices(cells) ? 'choice' : 'text'
}

/** Few short values, and each of them again and again. */
function areChoices(cells: string[]): boolean {
  const counts = Map.groupBy(cells, (cell) => cell)
  return (
    counts.size >= 2 &&
    counts.size <= 12 &&
    cells.length >= counts.size * 4 &&
    [...counts].every(([cell, same]) => cell.length <= 40 && same.length >= 2)
  )
}

function nameOf(target: Target): string | null {
  switch (target.to) {
    case 'nowhere':
      return null
    case 'attribute':
    case 'new':
      return `attribute:${target.key}`
    case 'external':
      return `external:${target.system}`
    default:
      return target.to
  }
}
