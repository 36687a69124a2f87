import { eq } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { forgetPieces, keepPieces } from './pieces.ts'
import { MOST_COLUMNS } from './plan.ts'
import { detect, firstRows } from './reading.ts'
import { imports } from './table.ts'

/**
 * Takes in a file of contacts as it comes and looks at how it is to be read.
 * @throws Refusal `import-too-large`, `import-empty`, `import-workbook`, `import-too-wide`
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
    const [first = []] = firstRows(start, reading, 1)
    if (first.length > MOST_COLUMNS) throw new Refusal(422, 'import-too-wide')
    const names = reading.header ? first : []
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

/** Nothing stays of a file that did not come whole. */
export async function discard(db: Db, id: number): Promise<void> {
  await forgetPieces(db, id)
  await db.delete(imports).where(eq(imports.id, id))
}
