import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { startedBy } from './started.ts'
import { requests, sources } from './table.ts'

/** Sources as screens show them; their keys only within `url`. */
export async function listSources(db: Db, baseUrl: string) {
  return (await query(db).orderBy(asc(sources.id))).map((row) => view(row, baseUrl))
}

/** With what can be changed and the journeys it starts. @throws Refusal `not-found` */
export async function readSource(db: Db, baseUrl: string, id: number) {
  const [row] = await query(db).where(eq(sources.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  const { mapping, filter, signing, consentWording, form, site, createdAt } = row.source
  const settings = { mapping, filter, signing, consentWording, form, site }
  const starts = await startedBy(db, id)
  const more = { ...settings, starts, createdAt: createdAt.toString() }
  return { ...view(row, baseUrl), ...more }
}

type Row = Awaited<ReturnType<typeof query>>[number]

function view({ source, lastAt, accepted, refused }: Row, baseUrl: string) {
  const { id, name, kind, key, open, signingSecret, consentWording } = source
  const url =
    kind === 'site'
      ? `${baseUrl}/t/${key}.js`
      : `${baseUrl}/${kind === 'form' ? 'f' : 'hooks'}/${key}`
  const signed = signingSecret !== null
  return {
    id,
    name,
    kind,
    url,
    open,
    signed,
    asksConsent: consentWording !== '',
    // Nothing has come in yet: the type does not know of the left join.
    lastAt: (lastAt as typeof lastAt | null)?.toString() ?? null,
    accepted,
    refused,
  }
}

function query(db: Db) {
  const counted = db
    .select({
      sourceId: requests.sourceId,
      lastAt: sql`max(${requests.receivedAt})`.mapWith(requests.receivedAt).as('last_at'),
      accepted: count('accepted').as('accepted'),
      refused: count('refused').as('refused'),
    })
    .from(requests)
    .groupBy(requests.sourceId)
    .as('counted')
  return db
    .select({
      source: sources,
      lastAt: counted.lastAt,
      accepted: sql<number>`coalesce(${counted.accepted}, 0)`.mapWith(Number),
      refused: sql<number>`coalesce(${counted.refused}, 0)`.mapWith(Number),
    })
    .from(sources)
    .leftJoin(counted, eq(counted.sourceId, sources.id))
    .$dynamic()
}

const count = (outcome: 'accepted' | 'refused') =>
  sql<number>`count(*) FILTER (WHERE ${requests.outcome} = ${sql.raw(`'${outcome}'`)})`
