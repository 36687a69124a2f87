import { Refusal } from '../refusal.ts'

export type FilePart = { fileName: string; body: AsyncIterable<Uint8Array> }

/**
 * The first file of a form as it comes, in constant memory (RFC 7578): what `curl -F file=@people.csv`
 * and a page's form send.
 * @throws Refusal `wrong-input` for what is no whole form, `import-empty` where there is no file in it
 */
export async function filePart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<FilePart> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)
  if (!boundary) throw new Refusal(400, 'wrong-input', { fields: ['content-type'] })
  const mark = `--${boundary[1] ?? boundary[2]}`
  const { until, isOver } = readerOf(body)
  await textOf(until(mark))
  for (;;) {
    // Behind a boundary stands a line's end, or two hyphens where it was the last.
    if ((await textOf(until('\r\n', isOver))).startsWith('--'))
      throw new Refusal(422, 'import-empty')
    const fileName = fileNameIn(await textOf(until('\r\n\r\n')))
    const content = until(`\r\n${mark}`)
    if (fileName !== null) return { fileName, body: content }
    await textOf(content)
  }
}

/** Pure. */
export const isMultipart = (contentType: string) => /^multipart\/form-data\b/i.test(contentType)

/** As browsers write it: a quote becomes %22; curl puts a backslash before it. */
function fileNameIn(heads: string): string | null {
  const disposition = heads.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? ''
  const [, quoted, plain] =
    /;\s*filename=(?:"((?:\\.|[^"\\])*)"|([^\s;]+))/i.exec(disposition) ?? []
  const name = quoted ?? plain
  if (name === undefined) return null
  return name.replaceAll('%22', '"').replace(/\\(["\\])/g, '$1')
}

/** What stands beside the file is small; more of it is not read. */
const MOST_BESIDE = 64 * 1024

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let text = Buffer.alloc(0)
  for await (const chunk of bytes) {
    text = Buffer.concat([text, chunk])
    if (text.byteLength > MOST_BESIDE) throw new Refusal(400, 'wrong-input', { fields: ['file'] })
  }
  return text.toString('utf8')
}

function readerOf(body: AsyncIterable<Uint8Array>) {
  const chunks = body[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  let over = false
  async function more(): Promise<boolean> {
    const { value, done } = await chunks.next()
    if (done) over = true
    else held = Buffer.concat([held, value])
    return !over
  }
  /** The bytes before a mark; the mark itself is taken away. */
  async function* until(
    text: string,
    mayEnd: () => boolean = () => false,
  ): AsyncGenerator<Uint8Array> {
    const mark = Buffer.from(text)
    for (let at = held.indexOf(mark); ; at = held.indexOf(mark)) {
      if (at >= 0) {
        const found = held.subarray(0, at)
        held = held.subarray(at + mark.byteLength)
        if (at > 0) yield found
        return
      }
      // The mark may be cut by a chunk's end.
      const sure = Math.max(0, held.byteLength - mark.byteLength + 1)
      const found = held.subarray(0, sure)
      held = held.subarray(sure)
      if (sure > 0) yield found
      if (await more()) continue
      if (!mayEnd()) throw new Refusal(400, 'wrong-input', { fields: ['file'] })
      yield held
      return
    }
  }
  return { until, isOver: () => over }
}
