import type { Change } from './apply.ts'
import type { Judged, RowReason } from './row.ts'

/** A row of the file. */
export type Numbered = {
  /** As a spreadsheet counts: the head is 1. */
  line: number
  /** The byte of the file behind it. */
  end: number
  cells: string[]
  judged: Judged
}

/** What became of it. */
export type Outcome = {
  line: number
  outcome: 'head' | 'blank' | 'added' | 'updated' | 'unchanged' | 'refused'
  contactId: number | null
  change: Change | null
  reason: RowReason | null
  /** The column it is about. */
  at: number | null
}

export const nothing = { contactId: null, change: null, reason: null, at: null }

/** What becomes of a row that says nothing of a contact. Pure. */
export const told = (line: number, judged: Exclude<Judged, { type: 'said' }>): Outcome =>
  judged.type === 'refused'
    ? { line, ...nothing, outcome: 'refused', reason: judged.reason, at: judged.at }
    : { line, ...nothing, outcome: judged.type }
