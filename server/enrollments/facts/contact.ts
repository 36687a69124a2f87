import type { Tx } from '../../db.ts'
import { asksOfAll } from '../../engine/asks.ts'
import type { Known } from '../../engine/rule-facts.ts'
import { besideOf } from '../../segments/facts.ts'
import type { Claimed } from '../claim.ts'
import type { Versions } from '../versions.ts'

/** What the rules of their versions may ask about the claimed; asked of the database only where a rule does. */
export async function contactFacts(
  tx: Tx,
  claimed: Claimed[],
  version: Versions,
): Promise<(claimed: Claimed) => Known> {
  const asks = asksOfAll(askedBy(claimed, version))
  const ids = claimed.map((each) => each.contactId)
  const beside = await besideOf(tx, ids, asks)
  return ({ contactId, contact, payload }) => {
    const { suppressed, ...rest } = beside(contactId)
    return { ...rest, contact: { ...contact, suppressed }, payload }
  }
}

function askedBy(claimed: Claimed[], version: Versions) {
  return [...new Set(claimed.map((each) => each.versionId))].flatMap((id) => {
    try {
      return version(id).asks
    } catch {
      // Its enrollments fail one by one, with the reason.
      return []
    }
  })
}
