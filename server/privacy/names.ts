import { eq, inArray } from 'drizzle-orm'
import { listDefinitions } from '../contacts/definitions.ts'
import { topics } from '../contacts/table.ts'
import { importRows, imports } from '../imports/table.ts'
import { journeys } from '../journeys/table.ts'
import { segments } from '../segments/table.ts'
import { sources } from '../sources/table.ts'
import type { Desk } from './desk.ts'

/** What the numbers and keys in a contact's records are called. */
export type Names = Awaited<ReturnType<typeof readNames>>

export async function readNames({
  db,
  contactId,
  language,
}: Pick<Desk, 'db' | 'contactId' | 'language'>) {
  const theirs = db
    .select({ id: importRows.importId })
    .from(importRows)
    .where(eq(importRows.contactId, contactId))
  const [source, file, topic, segment, journey, definitions] = await Promise.all([
    db.select({ id: sources.id, name: sources.name }).from(sources),
    db
      .select({ id: imports.id, name: imports.fileName })
      .from(imports)
      .where(inArray(imports.id, theirs)),
    db.select({ id: topics.id, name: topics.name }).from(topics),
    db.select({ id: segments.id, name: segments.name }).from(segments),
    db.select({ id: journeys.id, name: journeys.name }).from(journeys),
    listDefinitions(db, language),
  ])
  return {
    sources: byId(source),
    imports: byId(file),
    topics: byId(topic),
    segments: byId(segment),
    journeys: byId(journey),
    attributes: new Map(definitions.map(({ key, label }) => [key, label])),
  }
}

const byId = (rows: { id: number; name: string }[]) =>
  new Map(rows.map((row) => [row.id, row.name]))
