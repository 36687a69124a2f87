import { and, asc, eq, gt } from 'drizzle-orm'
import { BOM, csvLine } from '../csv.ts'
import type { Db } from '../db.ts'
import { words } from '../words/imports.ts'
import { columnName } from './column-name.ts'
import { shortened } from './preview.ts'
import type { RowReason } from './row.ts'
import { importRows } from './table.ts'

const PAGE = 1_000
/** So many are shown on the page; all stand in the file. */
const FIRST = 10

/** The first rows that were refused: their number, why, the column it is about and what stood there. */
export async function firstRefused(db: Db, { id, names }: { id: number; names: string[] }) {
  const rows = await db
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, id), eq(importRows.outcome, 'refused')))
    .orderBy(asc(importRows.line))
    .limit(FIRST)
  return {
    rows: rows.map(({ line, reason, column, raw }) => {
      const at = (raw ?? []).findIndex((_, at) => columnName(at, names) === column)
      const value = raw === null ? null : shortened(at < 0 ? raw.join(', ') : raw[at]!)
      return { line, reason: reason as RowReason, column, value }
    }),
  }
}

/** Refused rows as they came, with their number and why, in pages: each its own short read. */
export async function* refusedFile(
  db: Db,
  { id, names }: { id: number; names: string[] },
  language: 'ja' | 'en',
): AsyncGenerator<string> {
  const say = words[language]
  yield BOM + csvLine([say.line, say.why, ...names])
  for (let after = 0; ; ) {
    const rows = await db
      .select()
      .from(importRows)
      .where(
        and(
          eq(importRows.importId, id),
          eq(importRows.outcome, 'refused'),
          gt(importRows.line, after),
        ),
      )
      .orderBy(asc(importRows.line))
      .limit(PAGE)
    if (rows.length === 0) return
    yield rows.map((row) => csvLine([String(row.line), whyOf(row), ...(row.raw ?? [])])).join('')
    after = rows.at(-1)!.line
  }

  function whyOf({ reason, column }: typeof importRows.$inferSelect): string {
    return say.reasons[reason as RowReason](column ?? columnName(0, names))
  }
}
