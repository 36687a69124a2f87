import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { asks } from '../engine/asks.ts'
import { isWholeRule } from '../engine/finished.ts'
import { questionsOf, type Rule } from '../engine/rule.ts'
import { Refusal } from '../refusal.ts'

/**
 * Refuses a rule that cannot be asked of contacts at rest, or that names what does not exist.
 * @param own the segment whose rule it is; left out: one that does not exist yet
 * @throws Refusal `rule-unfinished`, `rule-with-payload`, `rule-names-missing`, `segment-cycle`
 */
export async function checkRule(tx: Tx | Db, rule: Rule, own?: number): Promise<void> {
  if (!isWholeRule(rule)) throw new Refusal(422, 'rule-unfinished')
  const questions = questionsOf(rule)
  if (questions.some(({ from }) => from === 'payload')) throw new Refusal(422, 'rule-with-payload')
  const wanted = {
    tag: questions.flatMap((each) => (each.from === 'tag' ? each.tagIds : [])),
    topic: questions.flatMap((each) => (each.from === 'topic' ? (each.topicId ?? []) : [])),
    segment: [...asks(rule).segments],
    journey: questions.flatMap((each) =>
      each.from === 'journey' || each.from === 'message' ? (each.journeyId ?? []) : [],
    ),
  }
  const missing = await missingOf(tx, wanted)
  if (missing.length > 0) throw new Refusal(422, 'rule-names-missing', { missing })
  if (own !== undefined && (await reaches(tx, wanted.segment, own))) {
    throw new Refusal(422, 'segment-cycle')
  }
}

/** What a segment's rule asks about, as triggers look for it: a change elsewhere tells only who asks. */
export function asksOf(rule: Rule | null): string[] {
  if (!rule) return []
  const { journeys, mails, segments } = asks(rule)
  return [
    ...(journeys.size > 0 ? ['journey'] : []),
    ...(mails ? ['message'] : []),
    ...[...segments].map((id) => `segment:${id}`),
  ]
}

type Wanted = Record<'tag' | 'topic' | 'segment' | 'journey', number[]>

async function missingOf(tx: Tx | Db, wanted: Wanted): Promise<(keyof Wanted)[]> {
  const list = (ids: number[]) => sql`${`{${ids}}`}::bigint[]`
  const rows = await tx.execute<{ kind: keyof Wanted }>(sql`
    SELECT DISTINCT kind FROM (
      SELECT 'tag' AS kind FROM unnest(${list(wanted.tag)}) id WHERE id NOT IN (SELECT t.id FROM tags t)
      UNION ALL
      SELECT 'topic' FROM unnest(${list(wanted.topic)}) id WHERE id NOT IN (SELECT t.id FROM topics t)
      UNION ALL
      SELECT 'segment' FROM unnest(${list(wanted.segment)}) id
       WHERE id NOT IN (SELECT s.id FROM segments s WHERE s.archived_at IS NULL)
      UNION ALL
      SELECT 'journey' FROM unnest(${list(wanted.journey)}) id WHERE id NOT IN (SELECT j.id FROM journeys j)) m
     ORDER BY 1`)
  return rows.map(({ kind }) => kind)
}

/** Whether asking about these segments asks, by way of others, about one. */
async function reaches(tx: Tx | Db, from: number[], to: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    WITH RECURSIVE reached(id) AS (
      SELECT unnest(${`{${from}}`}::bigint[])
      UNION
      SELECT split_part(asked, ':', 2)::bigint
        FROM reached JOIN segments s ON s.id = reached.id, unnest(s.asks) asked
       WHERE asked LIKE 'segment:%')
    SELECT FROM reached WHERE id = ${to}`)
  return rows.length > 0
}
