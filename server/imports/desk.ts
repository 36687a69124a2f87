import type { BatchContact, ExternalId } from '../contacts/batch.ts'
import { apply, type Change, type Known } from './apply.ts'
import { givenAt, isNews } from './consent.ts'
import type { Job } from './job.ts'
import { type Numbered, nothing, type Outcome, told } from './outcome.ts'
import type { Said } from './row.ts'
import { segmentOf } from './segment.ts'

/** What deciding about rows asks of an import. */
export type Desked = Pick<Job, 'plan' | 'zone' | 'tagIds'>

const nobody = (email: string): Known => ({ email, attributes: {}, language: null, tags: [] })

/** Contacts to be made, as all rows about them leave them. */
export function newcomers(
  said: Said[],
  known: { has(key: string): boolean },
  { plan, tagIds }: Desked,
) {
  const byKey = new Map<string, Known & { emailKey: string }>()
  for (const each of said) {
    const { email, key } = each.address
    if (known.has(key) || (plan.mode === 'add' && byKey.has(key))) continue
    const { after } = apply(byKey.get(key) ?? nobody(email), each, tagIds)
    byKey.set(key, { ...after, emailKey: key })
  }
  return [...byKey.values()]
}

export type Person = Known & Pick<BatchContact, 'id'> & Partial<Pick<BatchContact, 'consentAt'>>

/** Goes through rows one by one and keeps what has to be written of them. */
export function deskOf(
  job: Desked,
  made: ReadonlyMap<string, number>,
  locked: BatchContact[],
  among: ReadonlySet<number>,
) {
  const { plan, tagIds } = job
  const people = new Map<string, Person>(locked.map((each) => [each.emailKey, each]))
  const addressesOf = Map.groupBy(locked, ({ id }) => id)
  const consentAt = plan.consent && givenAt(plan.consent.on, job.zone)
  const asksEach = plan.columns.some(({ to }) => to === 'consent')
  const changed = new Map<number, Person>()
  const ids = new Set<number>()
  const consenting = new Set<number>()
  const entering = new Set<number>()
  const externals: (ExternalId & { contactId: number })[] = []
  const tagged = new Map<number, Set<number>>()

  function takeSaid(line: number, said: Said): Outcome {
    const { email, key } = said.address
    const row = { line, ...nothing }
    const before = people.get(key)
    const id = before?.id ?? made.get(key)
    if (id === undefined) return { ...row, outcome: 'refused', reason: 'unknown' }
    if (before && plan.mode === 'add') return { ...row, outcome: 'unchanged' }
    const { after, change } = apply(before ?? nobody(email), said, tagIds)
    const person = { ...before, ...after, id }
    if (change?.tags) tagged.set(id, (tagged.get(id) ?? new Set()).union(new Set(change.tags)))
    // Of a merged contact several addresses speak: each goes on from what the last one said.
    for (const { emailKey } of addressesOf.get(id) ?? [{ emailKey: key }])
      people.set(emailKey, person)
    if (before && change && !made.has(key)) changed.set(id, person)
    const agrees = !asksEach || said.agrees === true
    const news = agrees && consentAt !== null && !consenting.has(id) && isNews(before, consentAt)
    if (news) consenting.add(id)
    const enters = segmentOf(plan) !== null && !among.has(id) && !entering.has(id)
    if (enters) entering.add(id)
    ids.add(id)
    externals.push(...said.externalIds.map((each) => ({ ...each, contactId: id })))
    if (!before) return { ...row, outcome: 'added', contactId: id }
    const { externalIds } = said
    const whole: Change = {
      ...change,
      ...(news && { consent: true as const }),
      ...(enters && { segment: true as const }),
      ...(externalIds.length > 0 && { externalIds }),
    }
    return Object.keys(whole).length > 0
      ? { ...row, outcome: 'updated', contactId: id, change: whole }
      : { ...row, outcome: 'unchanged' }
  }

  return {
    people,
    changed,
    ids,
    externals,
    tagged,
    get consenting() {
      return [...consenting]
    },
    get entering() {
      return [...entering]
    },
    take: ({ line, judged }: Numbered): Outcome =>
      judged.type === 'said' ? takeSaid(line, judged.said) : told(line, judged),
  }
}
