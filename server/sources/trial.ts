import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { readAccount } from '../account/read.ts'
import { loadReading } from '../contacts/definitions.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/doors.ts'
import { asFilledIn } from './claim.ts'
import { filterSchema } from './filter.ts'
import { judge } from './judge.ts'
import { mappingSchema } from './mapping.ts'
import { formVersions, requests, sources } from './table.ts'
import { typed } from './typed.ts'

/** A stored post or a pasted one; what is left out of the settings is as the source has it. */
export const trialSchema = z.object({
  requestId: z.number().int().positive().optional(),
  body: z.string().max(1_000_000).optional(),
  mapping: mappingSchema.optional(),
  filter: filterSchema.optional(),
})

/**
 * What would become of a post with other settings; nothing is written.
 * @throws Refusal `not-found`
 */
export async function tryOut(
  ground: Ground,
  wanted: z.infer<typeof trialSchema> & { id: number; language: 'ja' | 'en' },
) {
  const { db } = ground
  const { id, requestId, body = '', mapping, filter, language } = wanted
  const [source] = await db.select().from(sources).where(eq(sources.id, id))
  if (!source) throw new Refusal(404, 'not-found')
  const stored = requestId === undefined ? null : await storedPost(ground, id, requestId)
  const post = stored ?? { body: Buffer.from(body), contentType: '', form: source.form }
  const settings = {
    mapping: mapping ?? source.mapping,
    filter: filter === undefined ? source.filter : filter,
    form: post.form,
  }
  const { zone } = await readAccount(db)
  const judged = judge(post, settings, { now: await ground.clock(db), zone })
  const fields: Record<string, unknown> | null = judged.fields
  if (judged.type === 'refused') {
    const { reason, field } = judged
    const message = words[language].refused[reason](field)
    return { type: 'refused' as const, reason, field, message, fields }
  }
  const found = typed(await loadReading(db), judged.found)
  const payload: Record<string, unknown> = found.payload
  const { address, field, byName, attributes } = found
  const { email } = address
  return { type: 'found' as const, email, field, byName, attributes, payload, fields }
}

async function storedPost({ db }: Ground, sourceId: number, requestId: number) {
  const [row] = await db
    .select({ body: requests.body, contentType: requests.contentType, form: asFilledIn })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
    .where(and(eq(requests.id, requestId), eq(requests.sourceId, sourceId)))
  if (!row) throw new Refusal(404, 'not-found')
  return row
}
