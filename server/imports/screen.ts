import { sql } from 'drizzle-orm'
import { type ExternalId, ownersOf } from '../contacts/batch.ts'
import { contacts } from '../contacts/table.ts'
import { bulk, type Tx } from '../db.ts'
import { erasedKeys } from '../suppressions/hashed.ts'
import type { Numbered } from './outcome.ts'

/** Whose a number in another system is by now: a contact that is known, or an address yet to be made. */
export type Owners = Map<string, number | string>

/**
 * Rows with those refused that belong to somebody who was erased, or whose number is somebody else's.
 * @param known contacts by address key
 * @param owners of numbers that earlier rows took
 */
export async function screened(
  tx: Tx,
  rows: Numbered[],
  known: ReadonlyMap<string, number>,
  owners: Owners = new Map(),
): Promise<Numbered[]> {
  return withoutErased(tx, await withoutTaken(tx, rows, known, owners))
}

/**
 * Whose these addresses are, unlocked: who is new is made before others are locked. An address that was
 * merged away is the contact's that stayed.
 */
export async function existing(tx: Tx, keys: string[]): Promise<Map<string, number>> {
  const wanted = keys.map((key) => ({ key }))
  const rows = await tx.execute<{ key: string; id: string }>(sql`
    SELECT r.key, coalesce(c.merged_into, c.id) AS id
      FROM ${bulk(wanted, { key: 'text' })} JOIN ${contacts} c ON c.email_key = r.key`)
  return new Map(rows.map(({ key, id }) => [key, Number(id)]))
}

/** Address keys of rows, each once. Pure. */
export const keysOf = (rows: Numbered[]) => [
  ...new Set(
    rows.flatMap(({ judged }) => (judged.type === 'said' ? [judged.said.address.key] : [])),
  ),
]

/** Who was erased is brought back by no list. */
async function withoutErased(tx: Tx, rows: Numbered[]): Promise<Numbered[]> {
  const erased = await erasedKeys(tx, keysOf(rows))
  return rows.map(
    (row): Numbered =>
      row.judged.type === 'said' && erased.has(row.judged.said.address.key)
        ? { ...row, judged: { type: 'refused', reason: 'erased', at: null } }
        : row,
  )
}

/** Rows whose number in another system is somebody else's are refused. */
async function withoutTaken(
  tx: Tx,
  rows: Numbered[],
  known: ReadonlyMap<string, number>,
  ownerOf: Owners,
): Promise<Numbered[]> {
  const pairs = rows.flatMap(({ judged }) =>
    judged.type === 'said' ? judged.said.externalIds.map((id) => ({ id, said: judged.said })) : [],
  )
  if (pairs.length === 0) return rows
  const owners = await ownersOf(
    tx,
    pairs.map(({ id }) => id),
  )
  for (const [index, { id }] of pairs.entries()) {
    const owner = owners[index]
    if (owner) ownerOf.set(nameOf(id), owner)
  }
  return rows.map((row): Numbered => {
    if (row.judged.type !== 'said') return row
    const { said } = row.judged
    const { key } = said.address
    const who = known.get(key) ?? key
    const foreign = said.externalIds.some((id) => (ownerOf.get(nameOf(id)) ?? who) !== who)
    if (foreign) {
      return { ...row, judged: { type: 'refused', reason: 'external-taken', at: null } }
    }
    // What they have already needs no writing.
    const externalIds = said.externalIds.filter((id) => !ownerOf.has(nameOf(id)))
    for (const id of externalIds) ownerOf.set(nameOf(id), who)
    return { ...row, judged: { type: 'said', said: { ...said, externalIds } } }
  })
}

const nameOf = ({ system, value }: ExternalId) => `${system}\0${value}`
