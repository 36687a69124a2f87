/**
 * A line of a file that a spreadsheet opens. A text that it would run as a formula gets an apostrophe
 * before it, which a spreadsheet takes for "this is text": names come from strangers.
 * https://owasp.org/www-community/attacks/CSV_Injection Pure.
 */
export const csvLine = (cells: readonly string[], delimiter = ',') =>
  `${cells.map((cell) => quoted(harmless(cell), delimiter)).join(delimiter)}\r\n`

/** Excel reads UTF-8 by this mark and takes it for the machine's old encoding without. */
export const BOM = '\ufeff'

/** A number may begin with its sign. */
const harmless = (cell: string) =>
  /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell

const quoted = (cell: string, delimiter: string) =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) || /^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell

/** Text as a body that is written as it is read, so that any number of rows fits. */
export function streamed(
  parts: AsyncIterator<string>,
  encode: (text: string) => Uint8Array = toUtf8,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encode(value))
    },
    async cancel() {
      await parts.return?.()
    },
  })
}

const encoder = new TextEncoder()
const toUtf8 = (text: string) => encoder.encode(text)

/** A file's name in a header, in letters of any language (RFC 6266, RFC 8187). Pure. */
export const attachment = (fileName: string) =>
  `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
