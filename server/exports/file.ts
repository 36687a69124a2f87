import { eq, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { readAccount } from '../account/read.ts'
import { type Definition, listDefinitions } from '../contacts/definitions.ts'
import { wholeName } from '../contacts/name.ts'
import { audienceSql, wholeAudienceSql } from '../contacts/selection.ts'
import { type Attributes, contacts, tags, topics } from '../contacts/table.ts'
import { BOM, csvLine } from '../csv.ts'
import type { Db } from '../db.ts'
import { suppressions } from '../suppressions/table.ts'
import { words } from '../words/exports.ts'
import { exports } from './table.ts'
import type { Fact, Wanted } from './wanted.ts'

const PAGE = 1_000

/**
 * The file as text, page by page in the order of ids: each page is a short read of its own, so that a
 * million contacts hold no snapshot open and fit in constant memory. How far it is stands in the row.
 */
export async function* exportFile(
  db: Db,
  { id, wanted }: { id: number; wanted: Wanted },
  language: 'ja' | 'en',
): AsyncGenerator<string> {
  const desk = await deskOf(db, wanted, language)
  await note(db, id, { rows: 0, fetchedAt: null })
  yield (wanted.encoding === 'utf-8-bom' ? BOM : '') + csvLine(desk.heads, wanted.delimiter)
  let count = 0
  for (let after = 0; ; ) {
    const rows = await page(db, wanted, after)
    if (rows.length === 0) break
    yield rows.map((row) => csvLine(desk.cells(row), wanted.delimiter)).join('')
    count += rows.length
    after = Number(rows.at(-1)!.id)
    await note(db, id, { rows: count })
  }
  await note(db, id, { rows: count, fetchedAt: sql`clock_timestamp()` })
}

const note = (db: Db, id: number, done: PgUpdateSetSource<typeof exports>) =>
  db.update(exports).set(done).where(eq(exports.id, id))

/** How many contacts are meant. */
export async function countAudience(db: Db, { audience }: Pick<Wanted, 'audience'>) {
  return db.$count(contacts, wholeAudienceSql(audience))
}

type Row = {
  id: string
  email: string
  attributes: Attributes
  language: string | null
  zone: string | null
  tags: number[]
  consent: 'given' | 'withdrawn' | null
  consent_at: string | null
  topics: number[]
  created_at: string
  updated_at: string
  suppressed: keyof typeof words.ja.suppressed | null
}

function page(db: Db, { audience }: Wanted, after: number) {
  return db.execute<Row>(sql`
    SELECT id, email, attributes, language, zone, tags, consent, consent_at, topics, created_at,
           updated_at,
           (SELECT s.reason FROM ${suppressions} s WHERE s.email_key = contacts.email_key) AS suppressed
      FROM ${contacts} WHERE ${audienceSql(audience)} AND contacts.id > ${after}
     ORDER BY contacts.id LIMIT ${PAGE}`)
}

/** What each column is called and how it is written. */
async function deskOf(db: Db, { columns }: Wanted, language: 'ja' | 'en') {
  const say = words[language]
  const { zone } = await readAccount(db)
  const definitions = await listDefinitions(db, language)
  const byKey = new Map(definitions.map((each) => [each.key, each]))
  const tagNames = await namesOf(db, tags)
  const topicNames = await namesOf(db, topics)
  const named = (ids: number[], names: Map<number, string>) =>
    ids
      .map((id) => names.get(id) ?? '')
      .filter(Boolean)
      .join(say.between)

  const fact: Record<Fact, (row: Row) => string> = {
    id: (row) => row.id,
    email: (row) => row.email,
    language: (row) => row.language ?? '',
    zone: (row) => row.zone ?? '',
    tags: (row) => named(row.tags, tagNames),
    consent: (row) => (row.consent ? say.consent[row.consent] : ''),
    consentAt: (row) => localTime(row.consent_at, zone),
    topics: (row) => named(row.topics, topicNames),
    suppressed: (row) => (row.suppressed ? say.suppressed[row.suppressed] : ''),
    createdAt: (row) => localTime(row.created_at, zone),
    updatedAt: (row) => localTime(row.updated_at, zone),
  }
  const keyOf = (column: Wanted['columns'][number]) =>
    column.startsWith('attribute:') ? column.slice('attribute:'.length) : null
  return {
    heads: columns.map((column) => {
      const key = keyOf(column)
      return key === null ? say.facts[column as Fact] : (byKey.get(key)?.label ?? key)
    }),
    cells: (row: Row) =>
      columns.map((column) => {
        const key = keyOf(column)
        if (key === null) return fact[column as Fact](row)
        if (key === 'name') return wholeName(row.attributes, language)
        return written(row.attributes[key], byKey.get(key), { zone, say })
      }),
  }
}

/** A value as people read it, and as an import reads it back. */
function written(
  value: Attributes[string] | undefined,
  definition: Definition | undefined,
  { zone, say }: { zone: string; say: (typeof words)['ja'] },
): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? say.yes : say.no
  const labels = new Map(definition?.choices.map(({ value, label }) => [value, label]))
  if (Array.isArray(value)) {
    return value.map((each) => labels.get(each) ?? each).join(say.between)
  }
  if (definition?.type === 'datetime' && typeof value === 'string') return localTime(value, zone)
  return labels.get(String(value)) ?? String(value)
}

/** 2026-11-24 10:00: what spreadsheets take for a moment, where the account is. */
function localTime(instant: string | null, zone: string): string {
  if (!instant) return ''
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

async function namesOf(db: Db, table: typeof tags | typeof topics): Promise<Map<number, string>> {
  const rows = await db.select({ id: table.id, name: table.name }).from(table)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
