import { sql } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import type { Ground } from '../ground.ts'
import { words } from '../words/doors.ts'
import { isReason } from './reasons.ts'
import { requests } from './table.ts'

/** How many days a source's figures look back, today included. */
const DAYS = 14

type Row = { ago: number; outcome: string; reason: string | null; posts: number; minute: number }

/** How a source does: what waits and how long, how fast posts come, and what became of them by day. */
export async function sourceHealth(
  { db }: Pick<Ground, 'db'>,
  { id, language }: { id: number; language: 'ja' | 'en' },
) {
  const { zone } = await readAccount(db)
  // Ids grow with time: the newest that is too old says where to begin, read from the end.
  const rows = await db.execute<Row>(sql`
    SELECT (now() AT TIME ZONE ${zone})::date - (received_at AT TIME ZONE ${zone})::date AS ago,
           outcome, reason, count(*)::int AS posts,
           count(*) FILTER (WHERE received_at > now() - interval '1 minute')::int AS minute
      FROM ${requests}
     WHERE source_id = ${id}
       AND id > coalesce((SELECT id FROM ${requests}
                           WHERE source_id = ${id}
                             AND received_at < now() - ${DAYS}::int * interval '1 day'
                           ORDER BY id DESC LIMIT 1), 0)
     GROUP BY 1, 2, 3`)
  const [waiting] = await db.execute<{ pending: number; oldest_at: string | null }>(sql`
    SELECT count(*)::int AS pending, min(received_at) AS oldest_at
      FROM ${requests} WHERE outcome = 'pending' AND source_id = ${id}`)
  const days = Array.from({ length: DAYS }, (_, n) => {
    const of = (outcome: string) =>
      sum(rows.filter((row) => row.outcome === outcome && row.ago === DAYS - 1 - n))
    return { accepted: of('accepted'), refused: of('refused') }
  })
  const reasons = Map.groupBy(
    rows.filter(({ outcome }) => outcome === 'refused'),
    ({ reason }) => reason ?? '',
  )
  return {
    pending: waiting!.pending,
    oldestAt: waiting!.oldest_at && Temporal.Instant.from(waiting!.oldest_at).toString(),
    lastMinute: rows.reduce((all, { minute }) => all + minute, 0),
    days,
    reasons: [...reasons]
      .map(([reason, of]) => ({
        reason,
        message: isReason(reason) ? words[language].refused[reason](null) : reason,
        posts: sum(of),
      }))
      .sort((a, b) => b.posts - a.posts),
  }
}

const sum = (rows: Row[]) => rows.reduce((all, { posts }) => all + posts, 0)
