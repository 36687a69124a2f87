export type UnreadableReason =
  | 'body-empty'
  | 'body-unreadable'
  | 'body-type'
  | 'too-many-fields'
  | 'too-deep'

/** More fields than any form has. */
export const MOST_FIELDS = 1000

/** Why bytes could not be read; `read` turns it into a value. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason
  /** What the reason is about, e.g. a place in the text; never the text itself. */
  readonly detail: string | null

  constructor(reason: UnreadableReason, detail: string | null = null) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

export const tooMany = (most = MOST_FIELDS) => new Unreadable('too-many-fields', String(most))
