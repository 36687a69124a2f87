import { eq } from 'drizzle-orm'
import type { Ground } from '../ground.ts'
import { unseal } from '../seal.ts'
import { LIMIT_MS } from './caller.ts'
import { isLoopback, resolve } from './guard.ts'
import { letterFor } from './letter.ts'
import { post, type Told } from './post.ts'
import { webhooks } from './table.ts'
import { readWebhook } from './webhooks.ts'

/**
 * Tells an address of an event that never happened, `webhook.test`, and waits for what it says.
 * @throws Refusal `not-found`
 */
export async function tryOut(ground: Ground, id: number): Promise<Told> {
  const { url } = await readWebhook(ground.db, id)
  const [row] = await ground.db
    .select({ sealed: webhooks.signingSecret })
    .from(webhooks)
    .where(eq(webhooks.id, id))
  const now = await ground.clock(ground.db)
  const event = {
    id: `test_${now.epochMilliseconds}` as const,
    name: 'webhook.test',
    at: `${now}`,
    happenedAt: `${now}`,
    origin: `webhook:${id}`,
    payload: {},
  }
  const signing = unseal(ground.secret, `webhook:${id}`, row!.sealed)
  const ways = { lookup: resolve, privateToo: isLoopback(ground.baseUrl), limitMs: LIMIT_MS }
  return post(url, letterFor({ event, contact: null }, signing, now), ways)
}
