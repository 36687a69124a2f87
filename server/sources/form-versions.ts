import { and, desc, eq, max } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { type FormPage, formVersions, sources } from './table.ts'

export type FormVersion = { id: number; form: FormPage; consentWording: string }

/**
 * Freezes what a form says and asks, so that a consent can show what it was given on; the caller has
 * locked the source. Nothing is frozen twice.
 */
export async function freezeForm(
  tx: Tx,
  wanted: { sourceId: number; form: FormPage; consentWording: string; actor: string },
): Promise<void> {
  const { sourceId, form, consentWording, actor } = wanted
  const [last] = await tx
    .select({ number: max(formVersions.number) })
    .from(formVersions)
    .where(eq(formVersions.sourceId, sourceId))
  const number = (last?.number ?? 0) + 1
  const [made] = await tx
    .insert(formVersions)
    .values({ sourceId, number, form, consentWording, createdBy: actor })
    .returning({ id: formVersions.id })
  await tx.update(sources).set({ formVersionId: made!.id }).where(eq(sources.id, sourceId))
}

/** A version of this very source; null for anything else. */
export async function formVersion(
  db: Db,
  { sourceId, id }: { sourceId: number; id: number },
): Promise<FormVersion | null> {
  const [row] = await db
    .select()
    .from(formVersions)
    .where(and(eq(formVersions.id, id), eq(formVersions.sourceId, sourceId)))
  return row ?? null
}

/** What a form said and asked over time, newest first. */
export async function listFormVersions(db: Db, sourceId: number) {
  const rows = await db
    .select()
    .from(formVersions)
    .where(eq(formVersions.sourceId, sourceId))
    .orderBy(desc(formVersions.number))
    .limit(200)
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toString() }))
}
