import { and, eq, isNull } from 'drizzle-orm'
import { recordConsents } from '../consents/record.ts'
import { loadReading } from '../contacts/definitions.ts'
import { contacts } from '../contacts/table.ts'
import { learn } from '../contacts/upsert.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { enroll } from '../enrollments/enroll.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { isSuppressed, lift } from '../suppressions/suppress.ts'
import { agreed } from './agreed.ts'
import { asFilledIn, wordingThen } from './claim.ts'
import { judge } from './judge.ts'
import { confirmations, type FormPage, formVersions, requests, sources } from './table.ts'
import { typed } from './typed.ts'

/** Somebody who follows the link of a confirmation mail. */
export type Asked = {
  id: number
  contactId: number
  email: string
  language: 'ja' | 'en' | null
  key: string
  open: boolean
  form: FormPage
  state: 'open' | 'confirmed' | 'expired'
}

/** Whom a link asks; null where nothing is left of it. */
export async function readAsked({ db, clock }: Ground, id: number): Promise<Asked | null> {
  const [row] = await byId(db, id)
  if (!row?.form) return null
  const { confirmedAt, expiresAt } = row.asked
  const late = Temporal.Instant.compare(expiresAt, await clock(db)) < 0
  const state = confirmedAt ? 'confirmed' : late ? 'expired' : 'open'
  const { contactId } = row.asked
  const { email, language, key, open, form } = row
  return { id, contactId, email, language, key, open, form, state }
}

/** How somebody said yes, kept as evidence. */
export type Saying = { ip: string | null; userAgent: string | null }

/**
 * The yes: now what was sent holds. The contact learns it, consents are recorded, an opt-out is taken
 * back where all mail is agreed to, and the journeys that begin at this form take the person in. A
 * second time changes nothing.
 */
export async function confirm(ground: Ground, asked: Asked, saying: Saying): Promise<void> {
  const journeys = await transaction(ground.db, async (tx) => {
    await tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(eq(contacts.id, asked.contactId))
      .for('no key update')
    const now = await ground.clock(tx)
    const [marked] = await tx
      .update(confirmations)
      .set({ confirmedAt: now })
      .where(
        and(
          eq(confirmations.id, asked.id),
          // Merged meanwhile: the lock is another contact's, and the button is pressed once more.
          eq(confirmations.contactId, asked.contactId),
          isNull(confirmations.confirmedAt),
        ),
      )
      .returning({ id: confirmations.id })
    return marked ? holds(ground, tx, { asked, saying, now }) : []
  })
  await ground.queue.ask('advance', journeys)
}

async function holds(
  ground: Ground,
  tx: Tx,
  { asked, saying, now }: { asked: Asked; saying: Saying; now: Temporal.Instant },
): Promise<number[]> {
  const [row] = await byId(tx, asked.id)
  // Erased while the button was pressed: nobody is left for whom it holds.
  if (!row) return []
  const { source, post, asked: confirmation, emailKey } = row
  const { contactId } = confirmation
  const judged = judge(post, source)
  const origin = `source:${source.id}/request:${confirmation.requestId}`
  const { payload } = confirmation
  const happened = [{ contactId, name: 'source.confirmed', origin, payload }]
  if (judged.type === 'taken') {
    const { attributes } = typed(await loadReading(tx), judged.found)
    await learn(tx, contactId, attributes)
    const consents = agreed(source, judged.fields, {
      ...saying,
      contactId,
      at: now,
      confirmedAt: now,
    })
    await recordConsents(tx, consents)
    const all = consents.some(({ topicId }) => topicId === undefined)
    if (all && (await optedOut(tx, emailKey))) {
      await lift(tx, emailKey)
      happened.push({ contactId, name: 'contact.resubscribed', origin, payload: {} })
    }
  }
  const woken = await record(tx, happened, now)
  const { journeys } = await enroll(
    ground,
    tx,
    [{ contactId, sourceId: source.id, origin, payload }],
    now,
  )
  return [...woken, ...journeys]
}

/** Only the person's own word is theirs to take back. */
const optedOut = async (tx: Tx, emailKey: string) =>
  (await isSuppressed(tx, [emailKey])).get(emailKey) === 'unsubscribed'

const byId = (db: Db | Tx, id: number) =>
  db
    .select({
      asked: confirmations,
      email: contacts.email,
      emailKey: contacts.emailKey,
      language: contacts.language,
      key: sources.key,
      open: sources.open,
      form: asFilledIn,
      source: {
        id: sources.id,
        kind: sources.kind,
        mapping: sources.mapping,
        consentWording: wordingThen,
        form: asFilledIn,
        formVersionId: confirmations.formVersionId,
      },
      post: { body: requests.body, contentType: requests.contentType },
    })
    .from(confirmations)
    .innerJoin(contacts, eq(contacts.id, confirmations.contactId))
    .innerJoin(sources, eq(sources.id, confirmations.sourceId))
    .innerJoin(requests, eq(requests.id, confirmations.requestId))
    .leftJoin(formVersions, eq(formVersions.id, confirmations.formVersionId))
    .where(and(eq(confirmations.id, id), isNull(contacts.erasedAt)))
