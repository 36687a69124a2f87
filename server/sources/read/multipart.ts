import { parameter } from './content-type.ts'
import type { Part } from './form.ts'
import { MOST_FIELDS, tooMany, Unreadable } from './unreadable.ts'

/**
 * multipart/form-data (RFC 7578) as parts of bytes. Our own, because it must hand over names and
 * values undecoded: old Japanese pages send Shift_JIS without saying so, and a backslash in a name
 * may be the second half of a character. Pure.
 * @throws Unreadable when the last boundary is missing
 */
export function multipart(body: Uint8Array, boundary: string): Part[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  const parts: Part[] = []
  // The first boundary may stand at the very start, without the line end that belongs to it.
  const start = bytes.indexOf(delimiter.subarray(2))
  if (start < 0) throw new Unreadable('body-unreadable', 'boundary')
  let at = start + delimiter.length - 2
  while (bytes.toString('latin1', at, at + 2) !== '--') {
    const next = bytes.indexOf(delimiter, at)
    if (next < 0) throw new Unreadable('body-unreadable', 'boundary')
    const part = onePart(bytes.subarray(at, next))
    if (part) parts.push(part)
    if (parts.length > MOST_FIELDS) throw tooMany()
    at = next + delimiter.length
  }
  return parts
}

/** A part begins with the line end of its boundary and has an empty line after its headers. */
function onePart(bytes: Buffer): Part | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const headers = bytes.toString('latin1', 0, end)
  const disposition = header(headers, 'content-disposition')
  const name = parameter(disposition, 'name')
  if (name === undefined) return null
  const value = bytes.subarray(end + 4)
  const type = header(headers, 'content-type')
  const part: Part = {
    name: Buffer.from(unescapedName(name), 'latin1'),
    value,
    charset: parameter(type, 'charset'),
  }
  const filename = fileName(disposition)
  // The content stays in the raw body; a field says that it was there.
  return filename ? { ...part, ...filename, file: { size: value.length } } : part
}

/** RFC 5987's `filename*` says its charset, a browser's `filename` is in the form's. */
function fileName(disposition: string): Pick<Part, 'value' | 'charset'> | null {
  const extended = /^utf-8''(.+)$/i.exec(parameter(disposition, 'filename\\*') ?? '')?.[1]
  if (extended) return { value: Buffer.from(decodeSafely(extended)), charset: 'utf-8' }
  const plain = parameter(disposition, 'filename')
  return plain === undefined ? null : { value: Buffer.from(plain, 'latin1'), charset: undefined }
}

function decodeSafely(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return escaped
  }
}

const header = (headers: string, name: string) =>
  new RegExp(`^${name}:(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? ''

/** Browsers write quotes and line ends in names this way (WHATWG HTML, multipart encoding). */
const unescapedName = (name: string) => name.replaceAll('%22', '"').replace(/%0D%0A/gi, '\r\n')
