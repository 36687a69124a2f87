/**
 * Text as old Japanese spreadsheets read it (Shift_JIS as Windows has it, CP932). What it has no letter
 * for becomes 〓, as print shops write it. The table is what the decoder knows, turned round. Pure.
 */
export function toShiftJis(text: string): Uint8Array {
  known ??= reversed()
  const bytes: number[] = []
  for (const letter of text) {
    const code = known.get(letter) ?? known.get('〓')!
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Uint8Array.from(bytes)
}

let known: Map<string, number> | undefined

function reversed(): Map<string, number> {
  const decoder = new TextDecoder('shift_jis')
  const codes = new Map<string, number>()
  const add = (code: number, bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes))
    // The first of several codes is the usual one; U+FFFD says that there is no letter.
    if (letter !== '\ufffd' && [...letter].length === 1 && !codes.has(letter)) {
      codes.set(letter, code)
    }
  }
  for (let byte = 0; byte < 0x80; byte++) add(byte, [byte])
  for (let byte = 0xa1; byte <= 0xdf; byte++) add(byte, [byte])
  for (const lead of range(0x81, 0x9f).concat(range(0xe0, 0xfc))) {
    for (const trail of range(0x40, 0xfc)) add((lead << 8) | trail, [lead, trail])
  }
  return codes
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
