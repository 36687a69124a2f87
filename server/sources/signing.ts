import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { newSigningSecret, seal } from '../seal.ts'
import type { Scheme } from './signature.ts'
import { signingSchemes, sources } from './table.ts'

export const signingSchema = z.object({
  scheme: z.enum(signingSchemes),
  /** The sender's own; left out: one is made here. */
  secret: z.string().trim().min(8).max(500).optional(),
})

/** Their secret is made by them and cannot be chosen. */
const THEIRS: readonly Scheme[] = ['stripe', 'shopify', 'slack']

/**
 * Says how posts are signed, in force at once; whatever is not signed so is refused from then on.
 * @returns the secret where it was made here, told this once
 * @throws Refusal `not-found`, `signing-secret-theirs`
 */
export async function setSigning(
  tx: Tx,
  wanted: z.infer<typeof signingSchema> & { id: number; key: string; actor: string },
): Promise<{ secret: string | null }> {
  const { id, scheme, secret: theirs, key, actor } = wanted
  if (!theirs && THEIRS.includes(scheme)) throw new Refusal(422, 'signing-secret-theirs')
  const secret = theirs ?? newSigningSecret()
  const signingSecret = seal(key, `source:${id}`, secret)
  const action = 'source.signing-secret-made'
  await write(tx, id, { signing: scheme, signingSecret }, { action, actor, detail: { scheme } })
  return { secret: theirs ? null : secret }
}

/** From now on unsigned posts are taken. @throws Refusal `not-found` */
export async function dropSigning(
  tx: Tx,
  { id, actor }: { id: number; actor: string },
): Promise<void> {
  const action = 'source.signing-secret-dropped'
  await write(tx, id, { signing: 'standard', signingSecret: null }, { action, actor })
}

async function write(
  tx: Tx,
  id: number,
  set: { signing: Scheme; signingSecret: string | null },
  told: { action: string; actor: string; detail?: Record<string, unknown> },
): Promise<void> {
  const rows = await tx
    .update(sources)
    .set(set)
    .where(eq(sources.id, id))
    .returning({ id: sources.id })
  if (rows.length === 0) throw new Refusal(404, 'not-found')
  await record(tx, { ...told, subject: `source:${id}` })
}
