/** The media type in lower case, without parameters; '' when there is none. Pure. */
export const mediaType = (contentType: string) => contentType.split(';', 1)[0]!.trim().toLowerCase()

/**
 * A parameter of a content type or disposition, without its quotes. A backslash is itself, as in
 * browsers: in Shift_JIS it is half a character. Pure.
 */
export function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(header)
  return found?.[1] ?? found?.[2]
}
