import { type Address, readAddress } from '../contacts/address.ts'
import type { Reading as Attributes } from '../contacts/definitions.ts'
import { splitName } from '../contacts/name.ts'
import type { AttributeValue } from '../contacts/table.ts'
import { readValue } from '../contacts/value.ts'
import type { Plan, Target } from './plan.ts'
import type { FileRow } from './records.ts'

/** What a row says of a contact; a null takes a value away. */
export type Said = {
  address: Address
  attributes: Record<string, AttributeValue>
  language: 'ja' | 'en' | null | undefined
  /** Names, in the row's order. */
  tags: string[]
  externalIds: { system: string; value: string }[]
  /** Whether somebody agreed to advertising, where a column says so of each. */
  agrees?: boolean
}

/** Why a row is refused. */
export const rowReasons = [
  'quote-open',
  'unreadable',
  'too-many-columns',
  'email-missing',
  'email-impossible',
  'value-wrong',
  'language-wrong',
  'consent-unclear',
  'unknown',
  'external-taken',
  'erased',
  'failed',
] as const
export type RowReason = (typeof rowReasons)[number]

export type Judged =
  | { type: 'said'; said: Said }
  | { type: 'head' }
  | { type: 'blank' }
  | { type: 'refused'; reason: RowReason; at: number | null }

/** What a row of the file says, by the plan; of a wrong one the first thing that is wrong. Pure. */
export function judge(row: FileRow, plan: Plan, types: Attributes): Judged {
  if (row.wrong) return { type: 'refused', ...row.wrong }
  const cells = row.cells.map((cell) => cell.trim())
  if (cells.every((cell) => cell === '')) return { type: 'blank' }
  const width = plan.columns.length
  // A spreadsheet leaves out empty cells at the end, or writes too many of them.
  const beyond = cells.findIndex((cell, column) => column >= width && cell !== '')
  if (beyond >= 0) return { type: 'refused', reason: 'too-many-columns', at: beyond }
  const said = nothingSaid(plan.tags)
  for (const [column, target] of plan.columns.entries()) {
    const reason = take(said, target, cells[column] ?? '', plan, types)
    if (reason) return { type: 'refused', reason, at: column }
  }
  partName(said)
  return { type: 'said', said }
}

/** What one cell says by itself, or what is wrong with it. Pure. */
export function readCell(
  { target, cell }: { target: Target; cell: string },
  plan: Pick<Plan, 'mode' | 'empty'>,
  types: Attributes,
): { said: Said } | { reason: RowReason } {
  const said = nothingSaid()
  const reason = take(said, target, cell.trim(), plan, types)
  return reason ? { reason } : { said }
}

const nothingSaid = (tags: string[] = []): Said => ({
  address: { email: '', key: '' },
  attributes: {},
  language: undefined,
  tags: [...tags],
  externalIds: [],
})

/** @returns what is wrong with the cell */
function take(
  said: Said,
  target: Target,
  cell: string,
  { mode, empty }: Pick<Plan, 'mode' | 'empty'>,
  types: Attributes,
): RowReason | null {
  if (target.to === 'email') {
    const address = cell === '' ? null : readAddress(cell)
    if (address) said.address = address
    return address ? null : cell === '' ? 'email-missing' : 'email-impossible'
  }
  // Who is only unsubscribed is not changed otherwise.
  if (target.to === 'nowhere' || mode === 'unsubscribe') return null
  if (target.to === 'consent') {
    const agrees = agreement(cell)
    if (agrees === null) return 'consent-unclear'
    said.agrees = agrees
    return null
  }
  if (cell === '') {
    if (empty === 'clear') clear(said, target)
    return null
  }
  switch (target.to) {
    case 'attribute':
    case 'new': {
      const definition = types.byKey.get(target.key)
      const about = { zone: types.zone, choices: definition?.choices ?? [] }
      const read = readValue(definition?.type ?? 'text', cell, about)
      if (!read || (typeof read.value === 'string' && read.value.length > LONGEST)) {
        return 'value-wrong'
      }
      said.attributes[target.key] = read.value
      return null
    }
    case 'kana': {
      const kana = splitName(cell)
      Object.assign(
        said.attributes,
        kana ? { last_kana: kana.last, first_kana: kana.first } : { last_kana: cell },
      )
      return null
    }
    case 'tags':
      said.tags.push(...tagsIn(cell))
      return null
    case 'language':
      said.language = languageIn(cell)
      return said.language ? null : 'language-wrong'
    case 'external':
      said.externalIds.push({ system: target.system, value: cell.slice(0, 200) })
      return null
  }
}

const LONGEST = 1000

function clear(said: Said, target: Target): void {
  if (target.to === 'attribute' || target.to === 'new') said.attributes[target.key] = null
  if (target.to === 'kana') Object.assign(said.attributes, { last_kana: null, first_kana: null })
  if (target.to === 'language') said.language = null
}

/** A whole name with one space also says the parts, where the file has no columns for them. */
function partName({ attributes }: Said): void {
  const { name, last_name, first_name } = attributes
  if (typeof name !== 'string' || last_name !== undefined || first_name !== undefined) return
  const parts = splitName(name)
  if (parts) Object.assign(attributes, { last_name: parts.last, first_name: parts.first })
}

/** Yes, or no, which nothing at all is, too; null: neither, and nobody guesses a consent. */
function agreement(cell: string): boolean | null {
  const word = cell.normalize('NFKC').toLowerCase().trim()
  if (word === '' || disagreeing.has(word)) return false
  return agreeing.has(word) ? true : null
}

const agreeing = new Set(
  '希望する,希望します,希望,はい,同意する,同意します,同意,同意済み,承諾,承諾する,許可,許可する,受け取る,受信する,配信希望,購読する,有,あり,1,true,yes,y,on,ok,opt-in,agree,agreed,subscribed,○,〇,◯,◎,✓,✔'.split(
    ',',
  ),
)
const disagreeing = new Set(
  '希望しない,希望しません,不要,いいえ,同意しない,同意しません,未同意,不同意,拒否,承諾しない,許可しない,受け取らない,受信しない,配信停止,購読しない,無,なし,不可,否,未,0,false,no,n,off,opt-out,disagree,unsubscribed,x,×,✕,✗,-'.split(
    ',',
  ),
)

const tagsIn = (cell: string) =>
  cell
    .split(/[,、;；|\n]/)
    .map((name) => name.trim().slice(0, 100))
    .filter(Boolean)

function languageIn(cell: string): 'ja' | 'en' | null {
  const word = cell.normalize('NFKC').toLowerCase()
  if (/^(ja|jp|jpn|ja-jp|japanese|日本語|和文)$/.test(word)) return 'ja'
  return /^(en|eng|en-us|en-gb|english|英語|英文)$/.test(word) ? 'en' : null
}
