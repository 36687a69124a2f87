/** What the file calls a column, else the letters a spreadsheet has for it. Pure. */
export function columnName(at: number, names: readonly string[]): string {
  const first = at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))
  return names[at] || first + String.fromCharCode(65 + (at % 26))
}
