import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/doors.ts'
import { asFilledIn } from './claim.ts'
import { judge } from './judge.ts'
import { mappingSchema } from './mapping.ts'
import { formVersions, requests, sources } from './table.ts'

const TRIED = 20
/** Behind so many refused ones nobody looks for older posts. */
const LOOKED_AT = 200

export const latestTrialSchema = z.object({ mapping: mappingSchema })

/**
 * Which of the latest posts that were taken another mapping would refuse; nothing is written.
 * @throws Refusal `not-found`
 */
export async function tryLatest(
  { db }: Ground,
  wanted: z.infer<typeof latestTrialSchema> & { id: number; language: 'ja' | 'en' },
) {
  const { id, mapping, language } = wanted
  if ((await db.$count(sources, eq(sources.id, id))) === 0) throw new Refusal(404, 'not-found')
  const latest = db
    .select({ id: requests.id })
    .from(requests)
    .where(eq(requests.sourceId, id))
    .orderBy(desc(requests.id))
    .limit(LOOKED_AT)
  const posts = await db
    .select({
      id: requests.id,
      body: requests.body,
      contentType: requests.contentType,
      form: asFilledIn,
    })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
    .where(and(inArray(requests.id, latest), ne(requests.outcome, 'refused')))
    .orderBy(desc(requests.id))
    .limit(TRIED)
  const refused = posts.flatMap((post) => {
    const judged = judge(post, { mapping, form: post.form })
    if (judged.type === 'taken') return []
    return [{ id: post.id, message: words[language].refused[judged.reason](judged.field) }]
  })
  return { tried: posts.length, refused }
}
