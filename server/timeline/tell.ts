import type { GraphNode } from '../engine/graph.ts'
import type { ContactRecord } from './load.ts'
import type { Entry, Hand, MessageEntry, Walk } from './shape.ts'

type WalkRow = ContactRecord['walks'][number]
type StepRow = ContactRecord['steps'][number]

/** Entries of one contact, newest first. Pure. */
export function tell(record: ContactRecord): Entry[] {
  const stepsOf = Map.groupBy(record.steps, (step) => step.enrollmentId)
  const messagesOf = Map.groupBy(record.messages, ({ message }) => message.enrollmentId)
  // Older walks first: entries stand in the order in which they came about.
  const entries = record.walks.toReversed().flatMap((walk) => {
    const { id } = walk.enrollment
    return walkEntries(walk, {
      steps: stepsOf.get(id) ?? [],
      messages: messagesOf.get(id) ?? [],
      names: record.names,
    })
  })
  const told = new Set(record.walks.map((walk) => walk.enrollment.origin))
  const mergedAt = new Map<string, { other?: string }>()
  for (const event of record.events) {
    // What a walk's entry tells already is not told twice.
    if (told.has(event.origin) && ENTERING.has(event.name)) continue
    const { name, origin, payload } = event
    const merged = otherOf(event, record)
    if (name === 'contact.merged') mergedAt.set(`${event.happenedAt}`, merged)
    entries.push({
      id: `event:${event.id}`,
      at: `${event.happenedAt}`,
      ...nowhere,
      kind: 'event',
      name,
      origin,
      ...byWhom(origin, record),
      payload,
      ...merged,
    })
  }
  return newestFirst(
    entries.map((entry) =>
      entry.kind === 'ended' && entry.reason === 'merged'
        ? { ...entry, ...mergedAt.get(entry.at) }
        : entry,
    ),
  )
}

/** What happens in the moment in which a walk begins. */
const ENTERING = new Set(['source.received', 'source.asked'])

/** Whom a merge brought in; nobody where it is none, or they are erased by now. */
function otherOf(
  { name, payload }: ContactRecord['events'][number],
  { names }: Pick<ContactRecord, 'names'>,
): { other?: string } {
  const other = name === 'contact.merged' ? names.get(`contact:${payload.from}`) : undefined
  return other === undefined ? {} : { other }
}

function byWhom(origin: string, { actors, names }: Pick<ContactRecord, 'actors' | 'names'>) {
  const [head = ''] = origin.split('/')
  const by = actors.get(head) ?? head
  return { by, byName: names.get(by) ?? null }
}

/** The way a walk took, in the order it was lived. Pure. */
export function pathOf(steps: StepRow[]): Walk['path'] {
  const path: Walk['path'] = []
  for (const { nodeId, kind, out, at } of steps) {
    const last = path.at(-1)
    // A node that rested and went on is one stone on the path.
    if (kind !== 'rest' && last?.nodeId === nodeId && last.out === null) last.out = out
    else path.push({ nodeId, out, at: `${at}` })
  }
  return path
}

type Lived = { steps: StepRow[]; messages: ContactRecord['messages'] } & Pick<
  ContactRecord,
  'names'
>

/** One walk in the order it was lived: a mail stands where its node was reached, so that even within
 *  one instant it comes before the wait that it led to. */
function walkEntries(walk: WalkRow, { steps, messages, names }: Lived): Entry[] {
  const { id, nodeId, error, erredAt, tries } = walk.enrollment
  const numbered = [
    ...stepEntries(walk, steps, names),
    ...messages.map((row) => ({ seq: row.message.visit, entry: mailEntry(walk, row) })),
  ].sort((a, b) => a.seq - b.seq)
  const entries = [
    entered(walk, steps[0]?.nodeId ?? nodeId, names),
    ...numbered.map((each) => each.entry),
  ]
  if (error && erredAt) {
    const at = { id: `failed:${id}/${tries}`, at: `${erredAt}`, ...place(walk, nodeId) }
    entries.push({ ...at, kind: 'failed', error, tries })
  }
  return entries
}

function mailEntry(walk: WalkRow, { message, transport }: Lived['messages'][number]): Entry {
  return {
    id: `message:${message.id}`,
    at: String(message.finalAt ?? message.queuedAt),
    ...place(walk, message.nodeId),
    kind: 'message',
    message: messageEntry(message, transport),
  }
}

function entered(walk: WalkRow, trigger: string, names: ContactRecord['names']): Entry {
  const { id, origin, payload, enteredAt } = walk.enrollment
  return {
    id: `entered:${id}`,
    at: `${enteredAt}`,
    ...place(walk, trigger),
    kind: 'entered',
    origin,
    originName: names.get(origin.split('/')[0]!) ?? null,
    // What a single mail is filled with may hold a key: with the link, whoever reads could say yes.
    payload: walk.journey.kind === 'mail' ? {} : payload,
  }
}

function stepEntries(
  walk: WalkRow,
  steps: StepRow[],
  names: ContactRecord['names'],
): { seq: number; entry: Entry }[] {
  return steps.flatMap((step, index) => {
    const entry = stepEntry(walk, { step, before: steps[index - 1], names })
    return entry ? [{ seq: step.seq, entry }] : []
  })
}

type Passed = { step: StepRow; before: StepRow | undefined; names: ContactRecord['names'] }

function stepEntry(walk: WalkRow, { step, before, names }: Passed): Entry | null {
  const base = {
    id: `step:${step.enrollmentId}/${step.seq}`,
    at: `${step.at}`,
    ...place(walk, step.nodeId),
  }
  const detail = step.detail ?? {}
  if (step.kind === 'end') {
    const reason = typeof detail.reason === 'string' ? detail.reason : null
    const as = walk.enrollment.state === 'exited' ? 'exited' : 'completed'
    return { ...base, kind: 'ended', as, reason, hand: handOf(detail, names) }
  }
  if (step.kind === 'move') {
    return { ...base, kind: 'moved', toNodeId: String(detail.to), hand: handOf(detail, names)! }
  }
  if (isWaiting(detail)) {
    const { until, since, zone, wait } = detail
    const span = { until, since, zone, amount: wait.amount, unit: wait.unit }
    return { ...base, kind: step.kind === 'rest' ? 'waiting' : 'over', ...span }
  }
  if (isAsked(detail)) {
    const out = step.out ?? ''
    const outName = outNameOf(walk, step.nodeId, out)
    return { ...base, kind: 'branched', out, outName, asked: detail.asked }
  }
  const waited = before?.nodeId === step.nodeId && isWaiting(before.detail ?? {})
  return waited ? { ...base, kind: 'waited' } : null
}

function handOf(
  { hand, note }: Record<string, unknown>,
  names: ContactRecord['names'],
): Hand | null {
  if (typeof hand !== 'string') return null
  return { actor: hand, name: names.get(hand) ?? null, note: String(note ?? '') }
}

type Waiting = {
  until: string
  since: string
  zone: string
  wait: { amount: number; unit: string }
}
type AskedDetail = Pick<Extract<Entry, { kind: 'branched' }>, 'asked'>

const isWaiting = (detail: object): detail is Waiting => 'until' in detail && 'wait' in detail
const isAsked = (detail: object): detail is AskedDetail => 'asked' in detail

const nowhere = {
  enrollmentId: null,
  journeyId: null,
  journeyName: null,
  nodeId: null,
  nodeType: null,
  nodeName: null,
}

function place({ enrollment, journey, version }: WalkRow, nodeId: string | null) {
  const node = version.graph.nodes.find((each) => each.id === nodeId)
  return {
    enrollmentId: enrollment.id,
    journeyId: journey.id,
    journeyName: journey.name,
    nodeId,
    nodeType: node?.type ?? null,
    nodeName: node ? nameOf(node) : null,
  }
}

/** What the author called a node; '' where the editor's face finds the words. Pure. */
export const nameOf = (node: GraphNode): string =>
  typeof node.data.name === 'string' ? node.data.name : ''

function outNameOf({ version }: WalkRow, nodeId: string, out: string): string | null {
  const branches = version.graph.nodes.find((node) => node.id === nodeId)?.data.branches
  if (!Array.isArray(branches)) return null
  return branches.find((branch: { id?: unknown }) => branch?.id === out)?.name || null
}

function messageEntry(
  message: ContactRecord['messages'][number]['message'],
  transport: string,
): MessageEntry {
  const { id, state, reason, subject, from, to, reply, queuedAt, finalAt, merged } = message
  return {
    id,
    state,
    reason,
    subject,
    from,
    to,
    reply,
    transport,
    queuedAt: `${queuedAt}`,
    finalAt: finalAt && `${finalAt}`,
    merged: merged ?? {},
  }
}

/** Within one instant what came about later stands higher. */
function newestFirst(entries: Entry[]): Entry[] {
  return entries
    .map((entry, index) => ({ entry, index, ms: Date.parse(entry.at) }))
    .sort((a, b) => b.ms - a.ms || b.index - a.index)
    .map(({ entry }) => entry)
}
