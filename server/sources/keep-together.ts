import { sql } from 'drizzle-orm'
import { bulk, type Db, hot } from '../db.ts'
import type { Post } from './keep.ts'
import { requests } from './table.ts'

/** So many posts at most go into one statement, */
const MOST = 200
/** and about so many bytes of them. */
const MOST_BYTES = 4 * 1024 * 1024

type Waiting = {
  post: Post
  resolve: (id: number | null) => void
  reject: (error: unknown) => void
}
type Line = { waiting: Waiting[]; underWay: boolean }
const lines = new WeakMap<Db, Line>()

/**
 * Keeps a post, in one statement with all that arrive while the one before it runs: in a rush they share
 * its round trip and its commit, and alone a post waits for nobody. One that cannot be written costs no other.
 * @returns its id once it is durable; null: a post with its dedupe key is there already
 */
export function keepTogether(db: Db, post: Post): Promise<number | null> {
  const line = lines.get(db) ?? { waiting: [], underWay: false }
  lines.set(db, line)
  return new Promise((resolve, reject) => {
    line.waiting.push({ post, resolve, reject })
    if (!line.underWay) void workOff(db, line)
  })
}

async function workOff(db: Db, line: Line): Promise<void> {
  line.underWay = true
  while (line.waiting.length > 0) {
    const batch = line.waiting.splice(0, fitting(line.waiting))
    await insert(db, batch).catch(async (error) => {
      if (batch.length === 1) return batch[0]!.reject(error)
      for (const each of batch) await insert(db, [each]).catch(each.reject)
    })
  }
  line.underWay = false
}

/** How many of those at the front go together, one at least. */
function fitting(waiting: Waiting[]): number {
  let bytes = 0
  const beyond = waiting.findIndex(({ post }, n) => {
    bytes += post.body.byteLength
    return n > 0 && (n >= MOST || bytes > MOST_BYTES)
  })
  return beyond === -1 ? waiting.length : beyond
}

/** Numbered as they came, written in the order of their keys: two processes never wait in a circle. */
async function insert(db: Db, batch: Waiting[]): Promise<void> {
  const rows = batch.map(({ post }, n) => ({
    n,
    source_id: post.sourceId,
    content_type: post.contentType,
    headers: post.headers,
    ip: post.ip,
    body: Buffer.from(post.body.buffer, post.body.byteOffset, post.body.byteLength).toString(
      'base64',
    ),
    dedupe_key: post.dedupeKey,
    form_version_id: post.formVersionId ?? null,
  }))
  const given = bulk(rows, {
    n: 'int',
    source_id: 'bigint',
    content_type: 'text',
    headers: 'jsonb',
    ip: 'text',
    body: 'text',
    dedupe_key: 'text',
    form_version_id: 'bigint',
  })
  const kept = await hot<{ n: number; id: string | null }>(
    db,
    sql`
    WITH given AS MATERIALIZED (
      SELECT nextval(pg_get_serial_sequence('requests', 'id')) AS id, r.* FROM ${given}),
    kept AS (
      INSERT INTO ${requests}
             (id, source_id, content_type, headers, ip, body, dedupe_key, form_version_id, outcome)
             OVERRIDING SYSTEM VALUE
      SELECT id, source_id, content_type, headers, ip, decode(body, 'base64'), dedupe_key, form_version_id, 'pending'
        FROM given ORDER BY source_id, dedupe_key, id
          ON CONFLICT (source_id, dedupe_key) WHERE dedupe_key IS NOT NULL AND outcome <> 'refused'
          DO NOTHING
      RETURNING id)
    SELECT given.n, kept.id FROM given LEFT JOIN kept ON kept.id = given.id`,
  )
  for (const { n, id } of kept) batch[n]!.resolve(id === null ? null : Number(id))
}
