/**
 * A pattern (Postgres, without regard to case) for an address as it stands in bodies and links: written
 * out or percent-encoded, and not as the end of a longer one. Pure.
 */
export function spellingOf(email: string): string {
  const spelled = [...email.toLowerCase()].map((letter) => {
    const encoded = encodeURIComponent(letter)
    const plain = /[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`
    return encoded === letter ? plain : `(?:${plain}|${encoded})`
  })
  return `(?:(?<![a-z0-9._+-])|(?<=%[0-9a-f]{2}))${spelled.join('')}(?![a-z0-9-]|\\.[a-z0-9])`
}
