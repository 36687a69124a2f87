import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import type { SendData } from '../engine/nodes/send.ts'
import type { By } from '../journeys/draft.ts'
import { publishSingleMail, readSingleMail } from '../journeys/single-mail.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/confirm.ts'
import { sources } from './table.ts'

export const confirmationSchema = z.object({
  on: z.boolean(),
  hours: z.number().int().min(1).max(720),
  subject: z.string().trim().min(1).max(500),
  /** Liquid; what stands behind the link is `payload.confirm_url`. */
  text: z.string().trim().min(1).max(20_000),
})
export type Confirmation = z.infer<typeof confirmationSchema>

/** Whether a form asks people by mail if it was them, and with which words. @throws Refusal `not-found` */
export async function readConfirmation(tx: Tx, id: number): Promise<Confirmation> {
  const [source] = await tx.select().from(sources).where(eq(sources.id, id))
  if (!source) throw new Refusal(404, 'not-found')
  const { confirmJourneyId, confirmHours: hours, form } = source
  const mail = confirmJourneyId === null ? null : await readSingleMail(tx, confirmJourneyId)
  const { subject, text } = mail ?? words[form?.language ?? 'ja']
  return { on: confirmJourneyId !== null, hours, subject, text }
}

/**
 * Makes a form ask by mail, or stop asking. Who was asked before may still say yes.
 * @throws Refusal `not-found`, `confirm-link-missing`, 422 with every problem of the mail
 */
export async function changeConfirmation(
  tx: Tx,
  { id, wanted, by }: { id: number; wanted: Confirmation; by: By },
): Promise<void> {
  const { on, hours, subject, text } = wanted
  const [source] = await tx.select().from(sources).where(eq(sources.id, id)).for('no key update')
  if (source?.kind !== 'form') throw new Refusal(404, 'not-found')
  if (on && !NAMES_LINK.test(text)) throw new Refusal(422, 'confirm-link-missing')
  const mail: SendData = {
    ...{ name: '', subject, preheader: '', html: '', text },
    class: 'transactional',
    ifLeftOut: 'go-on',
  }
  const name = `confirm source:${id}`
  const journey = on ? await publishSingleMail(tx, { name, mail, by }) : null
  const set = { confirmJourneyId: journey?.journeyId ?? null, confirmHours: hours }
  await tx.update(sources).set(set).where(eq(sources.id, id))
  const action = 'source.confirmation-changed'
  await record(tx, { ...by, action, subject: `source:${id}`, detail: { on, hours } })
}

const NAMES_LINK = /\{\{-?\s*payload\.confirm_url\s*-?\}\}/
