import {
  type Reading as Attributes,
  type Definition,
  loadReading,
} from '../contacts/definitions.ts'
import type { AttributeValue } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/imports.ts'
import { choicesOf, type Plan, type Target } from './plan.ts'
import { firstRowsOf, shortened } from './preview.ts'
import { rowOf } from './read.ts'
import type { FileRow } from './records.ts'
import { judge, type RowReason, readCell, type Said } from './row.ts'

export type Mapping = Pick<Plan, 'columns' | 'mode' | 'empty'>

/**
 * What the rows of the preview say under a mapping: which are refused and why, and which cells become
 * something else than what stands there.
 * @throws Refusal `not-found`, `import-state`
 */
export async function judgeFirst(db: Db, id: number, mapping: Mapping, language: 'ja' | 'en') {
  const { reading } = await rowOf(db, id)
  if (!reading) throw new Refusal(409, 'import-state')
  const types = withNew(await loadReading(db), mapping.columns)
  const rows = await firstRowsOf(db, id, reading)
  return { rows: rows.map((row) => judgeRow(row, mapping, types, language)) }
}

/** Attributes by their keys, those among them that the import will make. Pure. */
export function withNew(types: Attributes, columns: readonly Target[]): Attributes {
  const byKey = new Map(types.byKey)
  for (const target of columns) {
    if (target.to !== 'new' || byKey.has(target.key)) continue
    byKey.set(target.key, { ...fresh, ...target, choices: choicesOf(target) })
  }
  return { ...types, byKey }
}

const fresh = {
  choices: [],
  position: 0,
  archived: false,
  builtIn: false,
} satisfies Partial<Definition>

type JudgedCell = { column: number; reason: RowReason | null; becomes: string | null }

/** A row and those of its cells about which there is something to say. Pure. */
export function judgeRow(
  row: FileRow,
  mapping: Mapping,
  types: Attributes,
  language: 'ja' | 'en',
): { reason: RowReason | null; column: number | null; cells: JudgedCell[] } {
  const plan: Plan = { ...mapping, consent: null, tags: [], segment: null, journeyId: null }
  const judged = judge(row, plan, types)
  const { reason, at } = judged.type === 'refused' ? judged : ({ reason: null, at: null } as const)
  // Of a row that is torn or empty the cells say nothing.
  if (row.wrong || judged.type === 'blank') return { reason, column: at, cells: [] }
  const cells = mapping.columns.flatMap((target, column): JudgedCell[] => {
    const cell = (row.cells[column] ?? '').trim()
    const read = readCell({ target, cell }, mapping, types)
    if ('reason' in read) return [{ column, reason: read.reason, becomes: null }]
    const becomes = cell === '' ? null : textOf(read.said, types, language)
    return becomes === null || becomes === cell
      ? []
      : [{ column, reason: null, becomes: shortened(becomes) }]
  })
  return { reason, column: at, cells }
}

/** What a cell says, as people write it; null: nothing. Pure. */
function textOf(said: Said, types: Attributes, language: 'ja' | 'en'): string | null {
  const say = words[language]
  if (said.address.email) return said.address.email
  if (said.language) return say.languages[said.language]
  if (said.agrees !== undefined) return say.truth[said.agrees ? 'yes' : 'no']
  if (said.tags.length > 1) return said.tags.join(say.comma)
  const values = Object.entries(said.attributes)
  const shown = values.map(([key, value]) =>
    shownValue(value, types.byKey.get(key), types.zone, say),
  )
  // A name's reading becomes two values, each under its own name.
  return values.length > 1
    ? values.map(([key], at) => `${types.byKey.get(key)!.label} ${shown[at]}`).join(say.comma)
    : (shown[0] ?? null)
}

function shownValue(
  value: AttributeValue,
  definition: Definition | undefined,
  zone: string,
  say: (typeof words)['ja'],
): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return say.truth[value ? 'yes' : 'no']
  const label = (each: string) =>
    definition?.choices.find(({ value }) => value === each)?.label ?? each
  if (Array.isArray(value)) return value.map(label).join(say.comma)
  if (definition?.type === 'datetime') {
    const local = Temporal.Instant.from(String(value)).toZonedDateTimeISO(zone).toPlainDateTime()
    return local.toString({ smallestUnit: local.second ? 'second' : 'minute' }).replace('T', ' ')
  }
  return typeof value === 'string' ? label(value) : String(value)
}
