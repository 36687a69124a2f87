/**
 * A pattern (Postgres, without regard to case) for addresses as they stand in bodies and links: written
 * out or percent-encoded, and not as the end of a longer one. Pure.
 */
export function spellingOf(emails: string[]): string {
  const all = emails.map(spelled).join('|')
  return `(?:(?<![a-z0-9._+-])|(?<=%[0-9a-f]{2}))(?:${all})(?![a-z0-9-]|\\.[a-z0-9])`
}

const spelled = (email: string) =>
  [...email.toLowerCase()]
    .map((letter) => {
      const encoded = encodeURIComponent(letter)
      const plain = /[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`
      return encoded === letter ? plain : `(?:${plain}|${encoded})`
    })
    .join('')
