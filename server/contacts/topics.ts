import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import { isTaken } from '../code-of.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { topics } from './table.ts'

const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(500)
export const newTopicSchema = z.object({ name, description: description.default('') })
export const topicChangeSchema = z.object({ name, description, archived: z.boolean() }).partial()

export async function listTopics(db: Db) {
  const { id, name, description, archived } = topics
  const rows = await db
    .select({ id, name, description, archived })
    .from(topics)
    .orderBy(asc(topics.id))
  return { topics: rows }
}

/** @throws Refusal `topic-exists` */
export async function createTopic(
  tx: Tx,
  { topic, actor }: { topic: z.infer<typeof newTopicSchema>; actor: string },
): Promise<void> {
  const [made] = await tx.insert(topics).values(topic).onConflictDoNothing().returning()
  if (!made) throw new Refusal(409, 'topic-exists', { field: 'name' })
  await audit(tx, { actor, action: 'topic.created', subject: `topic:${made.id}` })
}

/** @throws Refusal `not-found`, `topic-exists` */
export async function changeTopic(
  tx: Tx,
  { id, change, actor }: { id: number; change: z.infer<typeof topicChangeSchema>; actor: string },
): Promise<void> {
  const [before] = await tx.select().from(topics).where(eq(topics.id, id)).for('no key update')
  if (!before) throw new Refusal(404, 'not-found')
  await tx
    .update(topics)
    .set({ name: before.name, ...change })
    .where(eq(topics.id, id))
    .catch((error) => {
      throw isTaken(error) ? new Refusal(409, 'topic-exists', { field: 'name' }) : error
    })
  const detail = { fields: Object.keys(change) }
  await audit(tx, { actor, action: 'topic.changed', subject: `topic:${id}`, detail })
}

/** @throws Refusal `topic-missing` where it is not there or archived */
export async function openTopic(tx: Tx, id: number): Promise<void> {
  const [topic] = await tx.select().from(topics).where(eq(topics.id, id))
  if (!topic || topic.archived) throw new Refusal(404, 'topic-missing', { field: 'topicId' })
}
