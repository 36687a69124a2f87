/** What the database said: drizzle wraps it in an error whose message quotes every value. Pure. */
export const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error

/** What may stand in a log: a name or SQLSTATE, never the values that messages quote. Pure. */
export function codeOf(error: unknown): string {
  const cause = causeOf(error)
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : typeof cause
}

/** A unique key has it already: somebody else was faster. Pure. */
export const isTaken = (error: unknown) => codeOf(error) === '23505'

/**
 * The database is away, busy or broke a deadlock: not the doing of what was to be written, so the same
 * is tried again. https://www.postgresql.org/docs/18/errcodes-appendix.html Pure.
 */
export const isPassing = (error: unknown) => /^(08|40|53|57P|CONNECT|E[A-Z]+$)/.test(codeOf(error))

/** Where it happened, for a log: the frames of the stack without the message above them. Pure. */
export function framesOf(error: unknown): string {
  const { stack = '' } = causeOf(error) as { stack?: string }
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
