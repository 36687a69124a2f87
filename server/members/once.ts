import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Db } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { PROBLEM_TYPE } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { seal, unseal } from '../seal.ts'
import { answers } from './table.ts'

/**
 * Carries out a request that names an Idempotency-Key once: when it comes again within a day, the
 * first answer is given again. Answers are kept sealed, as some show a secret "only once".
 *
 * The key is written down before the work begins and the answer after it. Whoever dies in between
 * leaves a key without an answer; after a minute, longer than any work takes, it may be tried again.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function once({ db, secret }: Ground): MiddlewareHandler<Env> {
  return async (c, next) => {
    const asked = await askedOnce(c)
    if (!asked) return next()
    const place = `answer:${asked.keyId}:${asked.idempotencyKey}`
    if (!(await isFirst(db, asked))) {
      // Said with a refusal; whoever is answered need not wait.
      c.header('Retry-After', '2')
      const first = await earlier(db, asked)
      c.header('Retry-After', undefined)
      return replay(c, first, secret, place)
    }
    await next()
    const body = await storable(c.res)
    if (body === null) await db.delete(answers).where(isOf(asked))
    else {
      const { status } = c.res
      await db
        .update(answers)
        .set({ status, body: body && seal(secret, place, body) })
        .where(isOf(asked))
    }
  }
}

/** Answers are forgotten after a day, a batch at a time. */
export async function forgetAnswers(db: Db): Promise<void> {
  await db.execute(sql`
    DELETE FROM ${answers} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${answers} WHERE at < clock_timestamp() - interval '1 day' LIMIT 5000))`)
}

type Asked = { keyId: number; idempotencyKey: string; requestHash: Uint8Array }

/** What makes a request the same one; null: nobody asked, or it is a file on its way in. */
async function askedOnce(c: Context<Env>): Promise<Asked | null> {
  const [keyId, idempotencyKey] = [c.get('keyId'), c.req.header('idempotency-key')]
  if (!keyId || !idempotencyKey || !['POST', 'PUT', 'PATCH'].includes(c.req.method)) return null
  if (idempotencyKey.length > 255) {
    throw new Refusal(400, 'wrong-input', { fields: ['Idempotency-Key'] })
  }
  const type = c.req.header('content-type') ?? ''
  if (type && !/^application\/([\w.-]+\+)?json\b/i.test(type)) return null
  const { pathname, search } = new URL(c.req.url)
  const requestHash = createHash('sha256')
    .update(`${c.req.method} ${pathname}${search}\n`)
    .update(new Uint8Array(await c.req.arrayBuffer()))
    .digest()
  return { keyId, idempotencyKey, requestHash }
}

/** Writes the key down, committed before any work begins. */
async function isFirst(db: Db, { keyId, idempotencyKey, requestHash }: Asked): Promise<boolean> {
  const rows = await db
    .insert(answers)
    .values({ keyId, idempotencyKey, requestHash })
    .onConflictDoUpdate({
      target: [answers.keyId, answers.idempotencyKey],
      set: { requestHash, status: null, body: null, at: sql`clock_timestamp()` },
      // A day is over, or whoever began it is gone.
      setWhere: sql`
        ${answers.at} < clock_timestamp() - interval '1 day'
        OR (${answers.status} IS NULL AND ${answers.requestHash} = excluded.request_hash
            AND ${answers.at} < clock_timestamp() - interval '1 minute')`,
    })
    .returning({ keyId: answers.keyId })
  return rows.length > 0
}

type Earlier = { status: number; body: string }

/** @throws Refusal `key-reused`, `still-running` */
async function earlier(db: Db, asked: Asked): Promise<Earlier> {
  const [row] = await db.select().from(answers).where(isOf(asked))
  if (row && !Buffer.from(row.requestHash).equals(asked.requestHash)) {
    throw new Refusal(422, 'key-reused')
  }
  if (row?.status == null) throw new Refusal(409, 'still-running')
  return { status: row.status, body: (row.body as string | null) ?? '' }
}

function replay(c: Context<Env>, { status, body }: Earlier, secret: string, place: string) {
  c.header('Idempotent-Replayed', 'true')
  if (!body) return c.body(null, status as 204)
  c.header('Content-Type', status < 400 ? 'application/json' : PROBLEM_TYPE)
  return c.body(unseal(secret, place, body), status as ContentfulStatusCode)
}

/** What can be given again: JSON or nothing; null for the rest, and for a failure of ours. */
async function storable(response: Response): Promise<string | null> {
  if (response.status >= 500) return null
  const type = response.headers.get('content-type')
  if (type && !/json/.test(type)) return null
  return response.clone().text()
}

const isOf = ({ keyId, idempotencyKey }: Asked) =>
  and(eq(answers.keyId, keyId), eq(answers.idempotencyKey, idempotencyKey))
