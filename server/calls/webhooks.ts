import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { newSigningSecret, seal } from '../seal.ts'
import type { Reason } from './post.ts'
import { calls, webhooks } from './table.ts'

/** Where somebody listens: no password in the address, it would stand in every list. */
const url = z.string().trim().max(2000).refine(isWebAddress)
const eventName = z.string().regex(/^(\*|[\p{L}\p{N}_.:-]{1,100})$/u)

export const webhookSchema = z.object({
  name: z.string().trim().min(1).max(100),
  url,
  /** Names of events; `*` is every one. */
  events: z.array(eventName).min(1).max(100),
})
export const webhookChangeSchema = webhookSchema.extend({ open: z.boolean() }).partial()

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && !username && !password
}

type By = { actor: string }

/** All webhooks, newest first. */
export async function listWebhooks(db: Db) {
  return db
    .select(shown)
    .from(webhooks)
    .where(isNull(webhooks.removedAt))
    .orderBy(desc(webhooks.id))
}

/** @throws Refusal `not-found` */
export async function readWebhook(tx: Tx | Db, id: number) {
  const [row] = await tx.select(shown).from(webhooks).where(isHere(id))
  if (!row) throw new Refusal(404, 'not-found')
  return row
}

/** From now on the address is told of these events. @returns with the secret, told this once */
export async function createWebhook(
  tx: Tx,
  { secret, actor, ...wanted }: z.infer<typeof webhookSchema> & By & { secret: string },
) {
  const [row] = await tx
    .insert(webhooks)
    .values({ ...wanted, signingSecret: '', createdBy: actor })
    .returning({ id: webhooks.id })
  const { id } = row!
  const signing = await giveSecret(tx, id, secret)
  await record(tx, {
    actor,
    action: 'webhook.created',
    subject: `webhook:${id}`,
    detail: { name: wanted.name, url: wanted.url, events: wanted.events },
  })
  return { ...(await readWebhook(tx, id)), secret: signing }
}

/** @throws Refusal `not-found` */
export async function changeWebhook(
  tx: Tx,
  id: number,
  { change, actor }: By & { change: z.infer<typeof webhookChangeSchema> },
) {
  // Whoever opens it again begins anew.
  const anew = change.open ? { failures: 0, closedBecause: null } : {}
  if (Object.keys(change).length > 0) {
    const rows = await tx
      .update(webhooks)
      .set({ ...change, ...anew })
      .where(isHere(id))
      .returning({ id: webhooks.id })
    if (rows.length === 0) throw new Refusal(404, 'not-found')
    const subject = `webhook:${id}`
    await record(tx, { actor, action: 'webhook.changed', subject, detail: change })
  }
  return readWebhook(tx, id)
}

/** A new signing secret, in force at once. @returns it, told this once @throws Refusal `not-found` */
export async function renewSecret(
  tx: Tx,
  id: number,
  { secret, actor }: By & { secret: string },
): Promise<string> {
  await readWebhook(tx, id)
  const signing = await giveSecret(tx, id, secret)
  await record(tx, { actor, action: 'webhook.secret-made', subject: `webhook:${id}` })
  return signing
}

/** Nothing is told any more, and what waits is dropped. @throws Refusal `not-found` */
export async function removeWebhook(tx: Tx, id: number, { actor }: By): Promise<void> {
  await readWebhook(tx, id)
  await tx
    .update(webhooks)
    .set({ open: false, removedAt: sql`clock_timestamp()`, signingSecret: '' })
    .where(eq(webhooks.id, id))
  await tx
    .update(calls)
    .set({ state: 'failed', dueAt: null, endedAt: sql`clock_timestamp()` })
    .where(and(eq(calls.webhookId, id), isNotNull(calls.dueAt)))
  await record(tx, { actor, action: 'webhook.removed', subject: `webhook:${id}` })
}

async function giveSecret(tx: Tx, id: number, secret: string): Promise<string> {
  const signing = newSigningSecret()
  const signingSecret = seal(secret, `webhook:${id}`, signing)
  await tx.update(webhooks).set({ signingSecret }).where(eq(webhooks.id, id))
  return signing
}

const isHere = (id: number) => and(eq(webhooks.id, id), isNull(webhooks.removedAt))

const shown = {
  id: webhooks.id,
  name: webhooks.name,
  url: webhooks.url,
  events: webhooks.events,
  open: webhooks.open,
  closedBecause: webhooks.closedBecause,
  createdAt: webhooks.createdAt,
  /** Events that wait to be told. */
  waiting: sql`(SELECT count(*) FROM (SELECT FROM calls c
    WHERE c.webhook_id = webhooks.id AND c.due_at IS NOT NULL LIMIT 1000) w)`.mapWith(Number),
  /** The newest try at one of its latest calls. */
  last: sql<{ at: string; status: number | null; reason: Reason | null } | null>`(
    SELECT jsonb_build_object('at', t.at, 'status', t.status, 'reason', t.reason)
      FROM (SELECT id FROM (SELECT id, tries FROM calls WHERE webhook_id = webhooks.id
                             ORDER BY id DESC LIMIT 1000) latest
             WHERE tries > 0 ORDER BY id DESC LIMIT 1) c
      JOIN call_tries t ON t.call_id = c.id ORDER BY t.id DESC LIMIT 1)`,
}
