import { parse } from 'csv-parse'
import { decoderOf } from './decoder.ts'
import { dialect, type Reading } from './reading.ts'

export type FileRow = {
  cells: string[]
  /** `quote-open`: a quote that nothing closes; only its first line is this row.
   *  `unreadable`: bytes that are not of the encoding, in the column of `at`. */
  wrong?: { reason: 'quote-open' | 'unreadable'; at: number | null }
  /** The byte of the file behind it, where the next row begins. */
  end: number
}

/** Thrown where so many quotes stay open that the file cannot be meant so. */
export class TooBroken extends Error {}

const MOST_OPEN_QUOTES = 1_000

/**
 * The rows of a file from a row's first byte on, a handful at a time, in constant memory. A row that
 * cannot be read is told and the next line is tried.
 * @param open the file's bytes from an offset on
 * @param from the byte to begin at
 * @throws TooBroken
 */
export async function* rowsOf(
  open: (from: number) => AsyncIterable<Uint8Array>,
  { encoding, delimiter }: Reading,
  { from = 0, mostBroken = MOST_OPEN_QUOTES } = {},
): AsyncGenerator<FileRow[]> {
  const decode = decoderOf(encoding)
  for (let begin = from, breaks = 0; ; breaks++) {
    const state = { end: begin, rows: [] as FileRow[] }
    const broken = yield* parsed(open(begin), { delimiter, decode, begin, state })
    if (!broken) return
    if (breaks === mostBroken) throw new TooBroken('More quotes stay open than can be meant')
    const line = await firstLine(open(state.end))
    begin = state.end + line.byteLength
    const { text } = decode(line)
    const cells = text.trimEnd().split(delimiter)
    yield [{ cells, wrong: { reason: 'quote-open', at: null }, end: begin }]
  }
}

type Parsing = {
  delimiter: Reading['delimiter']
  decode: ReturnType<typeof decoderOf>
  begin: number
  /** `end`: behind the last whole row. */
  state: { end: number; rows: FileRow[] }
}

/** @returns whether it broke off before the file's end */
async function* parsed(
  chunks: AsyncIterable<Uint8Array>,
  { delimiter, decode, begin, state }: Parsing,
): AsyncGenerator<FileRow[], boolean> {
  const parser = parse({
    ...dialect(delimiter),
    on_record: (cells, { bytes }) => {
      state.end = begin + bytes
      state.rows.push(row(cells as unknown as Buffer[], decode, state.end))
      return null
    },
  })
  // Its errors come back from each write, too; nothing comes out at its other end.
  parser.on('error', () => {}).resume()
  const taken = () => state.rows.splice(0)
  for await (const chunk of chunks) {
    await new Promise((done) => parser.write(chunk, done))
    yield taken()
    if (parser.errored) return true
  }
  await new Promise((done) => parser.end(done))
  yield taken()
  return parser.errored !== null
}

function row(cells: Buffer[], decode: Parsing['decode'], end: number): FileRow {
  const texts: string[] = []
  let at: number | null = null
  for (const [column, cell] of cells.entries()) {
    const { text, whole } = decode(cell)
    texts.push(text)
    if (!whole) at ??= column
  }
  return at === null
    ? { cells: texts, end }
    : { cells: texts, wrong: { reason: 'unreadable', at }, end }
}

/** To the end of a line, its end included; of a line without end so much as fits. */
async function firstLine(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let begun = Buffer.alloc(0)
  for await (const chunk of chunks) {
    begun = Buffer.concat([begun, chunk])
    const end = begun.findIndex((byte) => byte === LF || byte === CR)
    // Whether the pair is whole shows in the byte behind it.
    if (end >= 0 && end + 1 < begun.byteLength) {
      return begun.subarray(0, begun[end] === CR && begun[end + 1] === LF ? end + 2 : end + 1)
    }
    if (begun.byteLength > LONGEST_LINE) break
  }
  return begun
}

const LF = 0x0a
const CR = 0x0d
const LONGEST_LINE = 8 * 1024 * 1024
