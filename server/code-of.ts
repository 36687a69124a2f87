/** What may stand in a log: a name or SQLSTATE, never the values that drizzle quotes. Pure. */
export function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : typeof cause
}
