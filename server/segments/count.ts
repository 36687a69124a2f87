import { type SQL, sql } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import { displayName } from '../contacts/name.ts'
import { type Attributes, contacts } from '../contacts/table.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import type { Rule } from '../engine/rule.ts'
import type { Ground } from '../ground.ts'
import { expectedRows, inTime } from '../patience.ts'
import { checkRule } from '../rules/check-rule.ts'
import { living, ruleSql } from '../rules/rule-sql.ts'

/** So long somebody who draws a rule waits for the exact number. */
const PATIENCE_MS = 900
/** Contacts that an estimate looks at, about. */
const SAMPLED = 20_000
const SHOWN = 10

export type Counted = {
  count: number
  exact: boolean
  /** everybody was asked · some were, in pages taken at random · only the database's statistics were. */
  basis: 'everybody' | 'sample' | 'statistics'
  /** Some of those who meet it, newest first; fewer than there are, or none, when looking took too long. */
  contacts: { id: number; name: string; email: string }[]
}

/**
 * How many contacts meet a rule while it is drawn: exactly where that takes less than a second, else an
 * estimate that says what it stands on.
 * @throws Refusal of `checkRule`
 */
export async function countRule(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  rule: Rule,
  language: 'ja' | 'en',
): Promise<Counted> {
  const place = await transaction(db, async (tx) => {
    await checkRule(tx, rule)
    return { now: await clock(tx), accountZone: (await readAccount(tx)).zone }
  })
  const met = sql`${living('c')} AND ${ruleSql(rule, { ...place, row: 'c' })}`
  const exactly = await hurried(db, (tx) =>
    tx.execute<{ count: string }>(sql`SELECT count(*) FROM ${contacts} c WHERE ${met}`),
  )
  const counted = exactly
    ? ({ count: Number(exactly[0]!.count), exact: true, basis: 'everybody' } as const)
    : await estimated(db, met)
  return { ...counted, contacts: await someOf(db, met, language) }
}

async function estimated(db: Db, met: SQL) {
  const [table] = await db.execute<{ rows: string }>(sql`
    SELECT greatest(reltuples, 1)::bigint AS rows FROM pg_class WHERE oid = 'contacts'::regclass`)
  const all = Number(table!.rows)
  const percent = Math.min(100, (SAMPLED / all) * 100)
  const sampled = await hurried(db, (tx) =>
    tx.execute<{ asked: string; met: string }>(sql`
    SELECT count(*) AS asked, count(*) FILTER (WHERE ${met}) AS met
      FROM ${contacts} c TABLESAMPLE SYSTEM (${sql.raw(percent.toFixed(4))})`),
  )
  if (sampled && Number(sampled[0]!.asked) > 0) {
    const { asked, met } = sampled[0]!
    const count = Math.round((Number(met) / Number(asked)) * all)
    return { count, exact: false, basis: 'sample' } as const
  }
  const count = await expectedRows(db, sql`SELECT FROM ${contacts} c WHERE ${met}`)
  return { count, exact: false, basis: 'statistics' } as const
}

async function someOf(db: Db, met: SQL, language: 'ja' | 'en') {
  const rows = await hurried(db, (tx) =>
    tx.execute<{ id: string; email: string; attributes: Attributes }>(
      sql`SELECT c.id, c.email, c.attributes FROM ${contacts} c WHERE ${met} ORDER BY c.id DESC LIMIT ${SHOWN}`,
    ),
  )
  return (rows ?? []).map(({ id, email, attributes }) => ({
    id: Number(id),
    name: displayName(attributes, email, language),
    email,
  }))
}

const hurried = <T>(db: Db, ask: (tx: Tx) => Promise<T>) =>
  inTime(db, PATIENCE_MS, async (tx) => {
    // A join over everybody is held in memory; compiling such a statement takes longer than running it.
    await tx.execute(
      sql`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`,
    )
    return await ask(tx)
  })
