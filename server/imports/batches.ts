import type { Job } from './job.ts'
import type { Numbered } from './outcome.ts'
import type { FileRow } from './records.ts'
import { type Judged, judge } from './row.ts'

/** So many rows are taken in in one transaction. */
const BATCH = 1_000

/** Rows as they are taken in together. */
export async function* batchesOf(file: AsyncIterable<FileRow[]>) {
  let batch: FileRow[] = []
  for await (const rows of file) {
    batch = batch.concat(rows)
    while (batch.length >= BATCH) yield batch.splice(0, BATCH)
  }
  if (batch.length > 0) yield batch
}

/**
 * Rows with their numbers, and what they say. Pure.
 * @param before how many rows stand before them
 */
export const numbered = (
  batch: FileRow[],
  before: number,
  job: Pick<Job, 'reading' | 'plan' | 'types'>,
): Numbered[] =>
  batch.map((row, index) => {
    const line = before + index + 1
    const isHead = line === 1 && job.reading.header
    const judged: Judged = isHead ? { type: 'head' } : judge(row, job.plan, job.types)
    return { line, end: row.end, cells: row.cells, judged }
  })
