import { and, eq, max, sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { check } from '../engine/check.ts'
import type { Graph } from '../engine/graph.ts'
import type { SendData } from '../engine/nodes/send.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { around } from './read.ts'
import { journeys, versions } from './table.ts'

/** Stored, never shown: the screens say "single mail". */
const BY_HAND = 'by-hand'

/**
 * Freezes one mail into a version of the hidden journey for mails sent by hand, so that it is sent
 * exactly once and told like any other. One journey for all of them: the waker looks at journeys
 * every second.
 * @returns where a contact enters
 * @throws Refusal 422 with every problem
 */
export async function publishSingleMail(tx: Tx, { mail, by }: { mail: SendData; by: By }) {
  const graph = mailGraph(mail)
  const problems = check(graph, await around(tx))
  if (problems.length > 0) throw new Refusal(422, 'mail-unfinished', { problems })
  // Two at once would take one number, and the first two would make two journeys.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('single-mail'))`)
  const journeyId = (await found(tx)) ?? (await made(tx, graph, by))
  const [last] = await tx
    .select({ number: max(versions.number) })
    .from(versions)
    .where(eq(versions.journeyId, journeyId))
  const number = (last?.number ?? 0) + 1
  const [version] = await tx
    .insert(versions)
    .values({ journeyId, number, graph, publishedBy: by.actorName })
    .returning({ id: versions.id })
  return { journeyId, versionId: version!.id, nodeId: 'start' }
}

function mailGraph(mail: SendData): Graph {
  const at = (y: number) => ({ x: 0, y })
  return {
    schema: 1,
    nodes: [
      { id: 'start', type: 'trigger', position: at(0), data: { kind: 'hand' } },
      { id: 'mail', type: 'send', position: at(96), data: mail },
    ],
    edges: [{ id: 'start-mail', source: 'start', target: 'mail', sourceHandle: 'out' }],
    settings: { reentry: 'always' },
  }
}

async function found(tx: Tx): Promise<number | undefined> {
  const [row] = await tx
    .select({ id: journeys.id })
    .from(journeys)
    .where(and(eq(journeys.kind, 'mail'), eq(journeys.name, BY_HAND)))
  return row?.id
}

async function made(tx: Tx, draft: Graph, by: By): Promise<number> {
  const [row] = await tx
    .insert(journeys)
    .values({ kind: 'mail', name: BY_HAND, state: 'live', draft, draftSavedBy: by.actorName })
    .returning({ id: journeys.id })
  return row!.id
}
