import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { forgetPieces, keepPieces } from './pieces.ts'
import { detect, firstRows } from './reading.ts'
import { imports } from './table.ts'

/**
 * Takes in a file of contacts as it comes and looks at how it is to be read.
 * @throws Refusal `import-too-large`, `import-empty`, `import-workbook`
 */
export async function receive(
  db: Db,
  { fileName, body, actor }: { fileName: string; body: AsyncIterable<Uint8Array>; actor: string },
): Promise<number> {
  const [row] = await db.insert(imports).values({ fileName, actor }).returning({ id: imports.id })
  const { id } = row!
  try {
    const { bytes, start, telling } = await keepPieces(db, id, body)
    const reading = detect(start, telling)
    const names = reading.header ? (firstRows(start, reading, 1)[0] ?? []) : []
    await db
      .update(imports)
      .set({ bytes, reading, names, state: 'ready' })
      .where(eq(imports.id, id))
    return id
  } catch (error) {
    await discard(db, id)
    throw error
  }
}

async function discard(db: Db, id: number): Promise<void> {
  await forgetPieces(db, id)
  await db.delete(imports).where(eq(imports.id, id))
}

/** Files that stopped coming with their server: nobody will send the rest. */
export async function forgetBroken(db: Db): Promise<void> {
  const broken = await db
    .select({ id: imports.id })
    .from(imports)
    .where(
      sql`${imports.state} = 'uploading' AND ${imports.createdAt} < clock_timestamp() - interval '1 day'`,
    )
  for (const { id } of broken) await discard(db, id)
}
