import { isUtf8 } from 'node:buffer'
import type { Options } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { readAddress } from '../contacts/address.ts'
import { decode } from '../sources/read/charset.ts'
import { decoderOf } from './decoder.ts'

export const encodings = ['utf-8', 'shift_jis', 'euc-jp', 'windows-1252'] as const
const delimiters = [',', '\t', ';'] as const

/** How a file is read. */
export const readingSchema = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** The first row names the columns. */
  header: z.boolean(),
})
export type Reading = z.infer<typeof readingSchema>

/**
 * How a file is likely to be read. Pure.
 * @param start the file's first bytes
 * @param telling bytes from where it stops being ASCII, where an encoding shows; may cut a character
 */
export function detect(start: Uint8Array, telling: Uint8Array): Reading {
  const encoding = encodingOf(wholeLines(telling))
  const rows = delimiters.map((delimiter) => ({
    delimiter,
    rows: firstRows(start, { encoding, delimiter }, 20),
  }))
  const best = rows.reduce((best, each) =>
    evenness(each.rows) > evenness(best.rows) ? each : best,
  )
  const head = best.rows[0] ?? []
  // Names of columns hold no address.
  const header = head.length > 0 && !head.some((cell) => readAddress(cell))
  return { encoding, delimiter: best.delimiter, header }
}

/** The first rows of a file as texts. Pure. */
export function firstRows(
  start: Uint8Array,
  { encoding, delimiter }: Pick<Reading, 'encoding' | 'delimiter'>,
  most: number,
): string[][] {
  const text = decoderOf(encoding)
  // Its end may be cut off anywhere: what is there before it breaks is enough.
  const rows: Buffer[][] = []
  try {
    parse(withoutMark(start), {
      ...dialect(delimiter),
      to: most,
      on_record: (cells) => {
        rows.push(cells as unknown as Buffer[])
        return null
      },
    })
  } catch {}
  return rows.map((cells) => cells.map((cell) => text(cell).text))
}

/** What csv-parse is told: bytes in, bytes out, since none of our encodings hides a quote, a delimiter
 *  or a line's end in another character. */
export const dialect = (delimiter: string): Options => ({
  encoding: null,
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: LONGEST_CELL,
})

/** A cell is longer only where a quote is never closed. */
const LONGEST_CELL = 64 * 1024

/** How many bytes a UTF-8 byte order mark takes at the start. Pure. */
const markLength = (bytes: Uint8Array) =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0

const withoutMark = (bytes: Uint8Array) => bytes.subarray(markLength(bytes))

/** UTF-8 of three or more bytes a character is so by no accident; the rest as forms are read. */
function encodingOf(telling: Uint8Array): Reading['encoding'] {
  if (isUtf8(telling)) return 'utf-8'
  const { charset } = decode(telling)
  return encodings.find((each) => each === charset) ?? 'utf-8'
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d))
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** More than one column, and as many in each row. */
function evenness(rows: string[][]): number {
  const widths = rows.map((row) => row.length)
  const usual = Math.max(0, ...widths)
  if (usual < 2) return 0
  return widths.filter((width) => width === widths[0]).length / widths.length + usual / 1_000
}
