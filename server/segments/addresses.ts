import { inArray, sql } from 'drizzle-orm'
import { readAddress } from '../contacts/address.ts'
import { contacts } from '../contacts/table.ts'
import type { Clock, Tx } from '../db.ts'
import { addContacts } from './fixed.ts'

type By = { id: number; addresses: string[]; actor: string; clock: Clock }

/**
 * Puts contacts into a fixed segment by their addresses, as people paste them.
 * @returns how many entered, the addresses that are no contact's as they were given, the journeys to ask
 */
export async function addAddresses(tx: Tx, { addresses, ...by }: By) {
  const read = addresses.map((given) => ({ given, key: readAddress(given)?.key ?? null }))
  const keys = read.flatMap(({ key }) => key ?? [])
  const found = await tx
    .select({
      id: sql<string>`coalesce(${contacts.mergedInto}, ${contacts.id})`,
      key: contacts.emailKey,
    })
    .from(contacts)
    .where(inArray(contacts.emailKey, keys))
  const known = new Set(found.map(({ key }) => key))
  const { turned, journeys } = await addContacts(tx, {
    ...by,
    contactIds: found.map(({ id }) => Number(id)),
  })
  const unknown = read.filter(({ key }) => !key || !known.has(key)).map(({ given }) => given)
  return { added: turned.length, unknown, journeys }
}
