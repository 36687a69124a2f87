import { hash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { bulk, type Db } from '../db.ts'
import { links } from './table.ts'

/**
 * The numbers of addresses, given to new ones. Each process remembers the latest: mails to many
 * people lead to the same few places.
 */
export async function linkIds(db: Db, urls: Iterable<string>): Promise<Map<string, number>> {
  const known = memoryOf(db).ids
  const found = new Map<string, number>()
  const fresh = new Map<string, string>()
  for (const url of urls) {
    const id = known.get(url)
    if (id === undefined) fresh.set(hash('sha256', url), url)
    else found.set(url, id)
  }
  if (fresh.size === 0) return found
  for (const [digest, id] of await store(db, fresh)) {
    const url = fresh.get(digest)!
    remember(known, url, id)
    found.set(url, id)
  }
  return found
}

/** Where a link leads, or null when there is none of this number. */
export async function urlOf(db: Db, id: number): Promise<string | null> {
  const known = memoryOf(db).urls
  const remembered = known.get(id)
  if (remembered !== undefined) return remembered
  const [row] = await db.select({ url: links.url }).from(links).where(eq(links.id, id))
  if (row) remember(known, id, row.url)
  return row?.url ?? null
}

/** In the order of their keys: two workers with the same two wait one for the other. */
async function store(db: Db, fresh: Map<string, string>): Promise<[digest: string, id: number][]> {
  const rows = [...fresh].map(([digest, url]) => ({ digest, url }))
  const made = await db.execute<{ digest: string; id: string }>(sql`
    INSERT INTO ${links} (hash, url)
    SELECT decode(digest, 'hex'), url FROM ${bulk(rows, { digest: 'text', url: 'text' })}
     ORDER BY digest
        ON CONFLICT (hash) DO NOTHING
    RETURNING encode(hash, 'hex') AS digest, id`)
  const ids = new Map(made.map(({ digest, id }) => [digest, Number(id)]))
  const old = rows.filter(({ digest }) => !ids.has(digest)).map(({ digest }) => ({ digest }))
  if (old.length === 0) return [...ids]
  const stood = await db.execute<{ digest: string; id: string }>(sql`
    SELECT r.digest, l.id
      FROM ${bulk(old, { digest: 'text' })} JOIN ${links} l ON l.hash = decode(r.digest, 'hex')`)
  return [...ids, ...stood.map(({ digest, id }): [string, number] => [digest, Number(id)])]
}

type Memory = { ids: Map<string, number>; urls: Map<number, string> }

function memoryOf(db: Db): Memory {
  const memory = memories.get(db) ?? { ids: new Map(), urls: new Map() }
  memories.set(db, memory)
  return memory
}

/** What was learned longest ago goes: a Map remembers the order. */
function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value) {
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}

const memories = new WeakMap<Db, Memory>()
const REMEMBERED = 10_000
