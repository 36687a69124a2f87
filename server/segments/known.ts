import { sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Db, Tx } from '../db.ts'
import type { Asks } from '../engine/asks.ts'
import type { ContactFacts, RuleFacts } from '../engine/rule-facts.ts'
import { living } from '../rules/rule-sql.ts'
import { besideOf } from './facts.ts'

type Row = {
  id: string
  email: string
  zone: string | null
  language: ContactFacts['language']
  created_at: string
  attributes: Record<string, unknown>
  tags: number[]
  topics: number[]
  consent: ContactFacts['consent']
}

/** All that rules ask about contacts at rest, by id; who is merged or erased is left out. */
export async function factsOf(
  tx: Tx | Db,
  contactIds: readonly number[],
  { asks, now, accountZone }: { asks: Asks; now: Temporal.Instant; accountZone: string },
): Promise<Map<number, RuleFacts>> {
  const rows = await tx.execute<Row>(sql`
    SELECT c.id, c.email, c.zone, c.language, c.created_at, c.attributes, c.tags, c.topics, c.consent
      FROM ${contacts} c
     WHERE c.id = ANY (${`{${contactIds.join(',')}}`}::bigint[])
       AND ${living('c')}`)
  const beside = await besideOf(tx, contactIds, asks)
  return new Map(
    rows.map(({ id, created_at, zone, ...row }) => {
      const { suppressed, ...rest } = beside(Number(id))
      const createdAt = Temporal.Instant.from(created_at)
      const contact = { ...row, zone: zone ?? accountZone, createdAt, suppressed }
      return [Number(id), { ...rest, now, contact, payload: {} }]
    }),
  )
}
