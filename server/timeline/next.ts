import { nodeTypes } from '../engine/nodes/index.ts'
import type { ContactRecord } from './load.ts'
import type { Next } from './shape.ts'
import { nameOf } from './tell.ts'

/** What happens next to a contact, soonest first; what waits for something else comes last. Pure. */
export function whatIsNext(record: ContactRecord, now: Temporal.Instant): Next[] {
  const open = record.walks.filter((walk) => walk.enrollment.endedAt === null)
  const next = open.map((walk): Next => {
    const { enrollment, journey, version } = walk
    const node = version.graph.nodes.find((each) => each.id === enrollment.nodeId)
    const { reason, at } = reasonOf(walk, record.messages, now)
    return {
      enrollmentId: enrollment.id,
      journeyId: journey.id,
      journeyName: journey.name,
      nodeId: enrollment.nodeId,
      nodeType: node?.type ?? '',
      nodeName: node ? nameOf(node) : '',
      at: at && `${at}`,
      reason,
      onward: onwardOf(walk),
    }
  })
  return next.sort((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9'))
}

type WalkRow = ContactRecord['walks'][number]

function reasonOf(
  { enrollment, journey }: WalkRow,
  messages: ContactRecord['messages'],
  now: Temporal.Instant,
): { reason: Next['reason']; at: Temporal.Instant | null } {
  const { id, state, wakeAt, rest, error } = enrollment
  if (journey.state === 'paused' || journey.state === 'archived') {
    return { reason: journey.state, at: null }
  }
  if (state === 'failed' || state === 'held') return { reason: 'held', at: null }
  if (error && wakeAt) return { reason: 'retry', at: wakeAt }
  if (wakeAt) {
    const due = Temporal.Instant.compare(wakeAt, now) <= 0
    return { reason: due ? 'due' : 'wait', at: wakeAt }
  }
  const isIts = (wanted: string) =>
    messages.some(({ message }) => message.enrollmentId === id && message.state === wanted)
  if (!rest?.message || isIts('unknown')) return { reason: 'held', at: null }
  return { reason: isIts('held') ? 'mail-held' : 'message', at: null }
}

/** Where one line leads on, when there is only one. */
function onwardOf({ enrollment, version }: WalkRow): Next['onward'] {
  const { nodes, edges } = version.graph
  const here = nodes.find((node) => node.id === enrollment.nodeId)
  const type = here && nodeTypes[here.type]
  if (!here || !type || type.outs(here.data).length !== 1) return null
  const edge = edges.find((each) => each.source === here.id)
  const node = nodes.find((each) => each.id === edge?.target)
  return node ? { nodeType: node.type, nodeName: nameOf(node) } : null
}
