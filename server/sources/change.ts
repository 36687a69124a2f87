import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { filterSchema } from './filter.ts'
import { formPageSchema } from './form-page.ts'
import { freezeForm } from './form-versions.ts'
import { mappingSchema } from './mapping.ts'
import { sources } from './table.ts'

/** Whatever page was copied: its origin alone is kept. */
const origin = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .transform((text) => new URL(text).origin)

export const siteSchema = z.object({
  origins: z.array(origin).max(20),
  trustsAddresses: z.boolean(),
})

export const sourceChangeSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    open: z.boolean(),
    mapping: mappingSchema,
    filter: filterSchema,
    consentWording: z.string().trim().max(2000),
    form: formPageSchema,
    site: siteSchema,
  })
  .partial()

/** @throws Refusal `not-found` */
export async function changeSource(
  tx: Tx,
  { id, change, actor }: { id: number; change: z.infer<typeof sourceChangeSchema>; actor: string },
): Promise<void> {
  const [before] = await tx.select().from(sources).where(eq(sources.id, id)).for('no key update')
  if (!before) throw new Refusal(404, 'not-found')
  // A webhook shows no page and has none.
  const { form, site, ...rest } = change
  const set = {
    ...rest,
    ...(before.kind === 'form' && form && { form }),
    ...(before.kind === 'site' && site && { site }),
  }
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
