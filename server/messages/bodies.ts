import { hash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { eq, sql } from 'drizzle-orm'
import { bulk, type Db, hot, type Tx } from '../db.ts'
import type { Mail } from '../templates/compose.ts'
import { bodies } from './table.ts'

/** A mail's text as it is kept. */
export type Body = { html: string; text: string; headers: [name: string, value: string][] }

export type Packed = { hash: string; zipped: Buffer | null }

/**
 * Packs a mail for keeping. The opt-out token is set aside, for it is all that differs between equal
 * mails to many people: they share one row. Writes nothing.
 * @returns hash in hex; `zipped` is null for what is stored already
 */
export function pack(db: Db, mail: Mail, token: string): Packed {
  const headers = Object.entries(mail.headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.value,
  ])
  const json = JSON.stringify({ html: mail.html, text: mail.text, headers })
  const body = json.replaceAll(token, TOKEN)
  const digest = hash('sha256', body)
  return { hash: digest, zipped: lately(db).has(digest) ? null : deflateRawSync(body) }
}

/** Stores bodies, each text once. In a statement of its own: no lock of it is held while mails wait. */
export async function storeBodies(db: Db, packed: Packed[]): Promise<void> {
  const fresh = new Map<string, Buffer>()
  for (const { hash: digest, zipped } of packed) if (zipped) fresh.set(digest, zipped)
  if (fresh.size === 0) return
  const rows = [...fresh].map(([digest, zipped]) => ({
    hash: digest,
    zipped: zipped.toString('base64'),
  }))
  // In the order of their keys: two workers that store the same two bodies wait one for the other.
  await hot(
    db,
    sql`
    INSERT INTO ${bodies} (hash, zipped)
    SELECT decode(hash, 'hex'), decode(zipped, 'base64') FROM ${bulk(rows, { hash: 'text', zipped: 'text' })}
     ORDER BY hash
    ON CONFLICT DO NOTHING`,
  )
  for (const digest of fresh.keys()) lately(db).add(digest)
}

/**
 * The body of a message as it was sent, or null where none was kept. Its keys stay out of it: whoever
 * reads it here could say yes, or opt out, in the name of the person it was sent to.
 */
export async function readBody(db: Db | Tx, digest: Uint8Array): Promise<Body | null> {
  const [row] = await db.select().from(bodies).where(eq(bodies.hash, digest))
  if (!row) return null
  const json = inflateRawSync(row.zipped).toString('utf8')
  return JSON.parse(json.replaceAll(TOKEN, HIDDEN).replaceAll(CONFIRMS, `$1${HIDDEN}`))
}

/** The link of a sign-up's confirmation, whose token is 22 bytes in base64url. */
const CONFIRMS = /(\/confirm\/)[\w-]{30}(?![\w-])/g
const HIDDEN = '…'

/** Stands for the token: control characters, which JSON text never holds as such. */
const TOKEN = '\u0001\u0002'

/** Hashes stored by this process in the last minute: equal mails to many come close together. */
function lately(db: Db): Set<string> {
  const known = stored.get(db)
  if (known && performance.now() - known.since < REMEMBERED_MS) return known.hashes
  const hashes = new Set<string>()
  stored.set(db, { hashes, since: performance.now() })
  return hashes
}

const stored = new WeakMap<Db, { hashes: Set<string>; since: number }>()
const REMEMBERED_MS = 60_000
