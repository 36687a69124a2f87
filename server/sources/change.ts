import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { seal } from '../seal.ts'
import { formPageSchema } from './form-page.ts'
import { freezeForm } from './form-versions.ts'
import { mappingSchema } from './mapping.ts'
import { newSigningSecret } from './signature.ts'
import { sources } from './table.ts'

export const sourceChangeSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    open: z.boolean(),
    mapping: mappingSchema,
    consentWording: z.string().trim().max(2000),
    form: formPageSchema,
  })
  .partial()

/** @throws Refusal `not-found` */
export async function changeSource(
  tx: Tx,
  { id, change, actor }: { id: number; change: z.infer<typeof sourceChangeSchema>; actor: string },
): Promise<void> {
  const [before] = await tx.select().from(sources).where(eq(sources.id, id)).for('no key update')
  if (!before) throw new Refusal(404, 'not-found')
  // A webhook shows no page.
  const { form, ...rest } = change
  const set = before.kind === 'form' && form ? { ...rest, form } : rest
  if (Object.keys(set).length === 0) return
  const [after] = await tx.update(sources).set(set).where(eq(sources.id, id)).returning()
  if (asksOtherwise(before, after!)) {
    const { form, consentWording } = after!
    await freezeForm(tx, { sourceId: id, form: form!, consentWording, actor })
  }
  await record(tx, { actor, action: 'source.changed', subject: `source:${id}`, detail: set })
}

type Asking = Pick<typeof sources.$inferSelect, 'form' | 'consentWording'>

/** Whether people see another form than before. Pure. */
const asksOtherwise = (before: Asking, after: Asking) =>
  after.form !== null &&
  !isDeepStrictEqual([before.form, before.consentWording], [after.form, after.consentWording])

/**
 * Makes a new signing secret, in force at once; posts without a signature are refused from then on.
 * @returns the secret, told this once
 * @throws Refusal `not-found`
 */
export async function makeSigningSecret(
  tx: Tx,
  { id, secret, actor }: { id: number; secret: string; actor: string },
): Promise<string> {
  const signing = newSigningSecret()
  const signingSecret = seal(secret, `source:${id}`, signing)
  await setSigningSecret(tx, { id, signingSecret, action: 'source.signing-secret-made', actor })
  return signing
}

/** From now on unsigned posts are taken. @throws Refusal `not-found` */
export async function dropSigningSecret(
  tx: Tx,
  { id, actor }: { id: number; actor: string },
): Promise<void> {
  const action = 'source.signing-secret-dropped'
  await setSigningSecret(tx, { id, signingSecret: null, action, actor })
}

async function setSigningSecret(
  tx: Tx,
  change: { id: number; signingSecret: string | null; action: string; actor: string },
): Promise<void> {
  const { id, signingSecret, action, actor } = change
  const rows = await tx
    .update(sources)
    .set({ signingSecret })
    .where(eq(sources.id, id))
    .returning({ id: sources.id })
  if (rows.length === 0) throw new Refusal(404, 'not-found')
  await record(tx, { actor, action, subject: `source:${id}` })
}
