import { Hono } from 'hono'
import { z } from 'zod'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { loadRecord } from './load.ts'
import { whatIsNext } from './next.ts'
import type { Timeline } from './shape.ts'
import { pathOf, tell } from './tell.ts'

const id = z.object({ id: z.coerce.number().int().positive() })

export const timelineRoutes = (ground: Ground) =>
  new Hono<Env>().get('/api/contacts/:id/timeline', valid('param', id), async (c) =>
    c.json(await readTimeline(ground, c.req.valid('param').id)),
  )

/**
 * What happened to a contact, what happens next, and where its walks stand.
 * @throws Refusal `not-found`
 */
export async function readTimeline({ db, clock }: Ground, contactId: number): Promise<Timeline> {
  const record = await loadRecord(db, contactId)
  return {
    next: whatIsNext(record, await clock(db)),
    walks: record.walks.map(({ enrollment, journey, version }) => ({
      enrollmentId: enrollment.id,
      journeyId: journey.id,
      journeyName: journey.name,
      journeyKind: journey.kind,
      journeyState: journey.state,
      version: version.number,
      state: enrollment.state,
      enteredAt: `${enrollment.enteredAt}`,
      endedAt: enrollment.endedAt && `${enrollment.endedAt}`,
      nodeId: enrollment.nodeId,
      seq: enrollment.seq,
      graph: version.graph,
      path: pathOf(record.steps.filter((step) => step.enrollmentId === enrollment.id)),
      error: enrollment.error,
    })),
    entries: tell(record),
  }
}
