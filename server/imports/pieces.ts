import { and, asc, eq, gte } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { importPieces } from './table.ts'

const PIECE = 1024 * 1024
export const MOST_BYTES = 1024 * PIECE

export type Kept = {
  bytes: number
  /** The first bytes, and as many from where it stops being ASCII. */
  start: Uint8Array
  telling: Uint8Array
}

/**
 * Keeps a file as it comes, piece by piece, each in a statement of its own: one piece is in memory at
 * a time. UTF-16, told by its byte order mark, is kept as UTF-8.
 * @throws Refusal `import-too-large`, `import-empty`, `import-workbook`
 */
export async function keepPieces(
  db: Db,
  importId: number,
  body: AsyncIterable<Uint8Array>,
): Promise<Kept> {
  const kept: Kept = { bytes: 0, start: new Uint8Array(), telling: new Uint8Array() }
  for await (const data of pieces(asUtf8(body))) {
    if (kept.bytes === 0) kept.start = data.slice(0, SAMPLE)
    if (kept.telling.byteLength === 0) kept.telling = tellingOf(data)
    if (kept.bytes + data.byteLength > MOST_BYTES) throw new Refusal(413, 'import-too-large')
    if (isWorkbook(kept.start)) throw new Refusal(422, 'import-workbook')
    await db.insert(importPieces).values({ importId, offset: kept.bytes, data })
    kept.bytes += data.byteLength
  }
  if (kept.bytes === 0) throw new Refusal(422, 'import-empty')
  return kept
}

/** A file's bytes from an offset on. */
export async function* readPieces(db: Db, importId: number, from: number) {
  for (let next = Math.floor(from / PIECE) * PIECE; ; next += PIECE) {
    const [piece] = await db
      .select({ offset: importPieces.offset, data: importPieces.data })
      .from(importPieces)
      .where(and(eq(importPieces.importId, importId), gte(importPieces.offset, next)))
      .orderBy(asc(importPieces.offset))
      .limit(1)
    if (!piece) return
    yield piece.data.subarray(Math.max(0, from - piece.offset))
  }
}

/** What came of the file stays; the file itself holds more about people than is needed any more. */
export async function forgetPieces(db: Db, importId: number): Promise<void> {
  await db.delete(importPieces).where(eq(importPieces.importId, importId))
}

/** So much is looked at to tell how a file is to be read. */
const SAMPLE = 256 * 1024

function tellingOf(data: Uint8Array): Uint8Array {
  const first = data.findIndex((byte) => byte > 0x7f)
  return first < 0 ? new Uint8Array() : data.slice(first, first + SAMPLE)
}

/** `PK`: a zip, which every .xlsx is; D0 CF 11 E0: an .xls. */
const isWorkbook = ([a, b, c, d]: Uint8Array) =>
  (a === 0x50 && b === 0x4b && c === 3 && d === 4) || (a === 0xd0 && b === 0xcf && c === 0x11)

/** The same bytes in pieces of one size; the last is what is left. */
async function* pieces(body: AsyncIterable<Uint8Array>) {
  const piece = Buffer.alloc(PIECE)
  let filled = 0
  for await (const chunk of body) {
    for (let from = 0; from < chunk.byteLength; ) {
      const taken = chunk.subarray(from, from + PIECE - filled)
      piece.set(taken, filled)
      filled += taken.byteLength
      from += taken.byteLength
      if (filled === PIECE) {
        yield Buffer.from(piece)
        filled = 0
      }
    }
  }
  if (filled > 0) yield Buffer.from(piece.subarray(0, filled))
}

async function* asUtf8(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let first: Uint8Array | undefined = new Uint8Array()
  const encoder = new TextEncoder()
  for await (let chunk of body) {
    if (first) {
      chunk = Buffer.concat([first, chunk])
      first = chunk.byteLength < 2 ? chunk : undefined
      if (first) continue
      const wide = wideOf(chunk)
      if (wide) decoder = new TextDecoder(wide)
    }
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk
  }
  if (first && first.byteLength > 0) yield first
  if (decoder) yield encoder.encode(decoder.decode())
}

function wideOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}
