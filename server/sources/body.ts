/** A post may be this large. */
export const MOST_BYTES = 1024 * 1024

/** The bytes of a body, or null as soon as it proves larger than MOST_BYTES. */
export async function bytesOf(request: {
  header(name: string): string | undefined
  arrayBuffer(): Promise<ArrayBuffer>
  raw: Request
}): Promise<Uint8Array | null> {
  const length = request.header('content-length')
  if (Number(length) > MOST_BYTES) return null
  // A length that was said is held to by the HTTP parser; a body in chunks has to be counted.
  const chunked = length === undefined || request.header('transfer-encoding') !== undefined
  const bytes = chunked ? await counted(request.raw) : new Uint8Array(await request.arrayBuffer())
  return bytes && bytes.byteLength <= MOST_BYTES ? bytes : null
}

async function counted(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
