import { z } from 'zod'
import { OUT } from '../graph.ts'
import type { NodeProblem, NodeType } from '../node-type.ts'

export const sendData = z.object({
  name: z.string().max(200).default(''),
  subject: z.string().max(500).default(''),
  preheader: z.string().max(500).default(''),
  /** Liquid. Either part may be empty: text is made from HTML, HTML from text. */
  html: z.string().max(500_000).default(''),
  text: z.string().max(200_000).default(''),
  class: z.enum(['advertising', 'transactional']).default('advertising'),
  /** When the mail could not be sent (suppressed, rejected, failed): walk on or end here. */
  ifLeftOut: z.enum(['go-on', 'exit']).default('go-on'),
})
export type SendData = z.infer<typeof sendData>

const ARRIVED = new Set(['sent', 'caught'])
const LEFT_OUT = new Set(['rejected', 'suppressed', 'skipped', 'expired', 'failed'])

export const send: NodeType<SendData> = {
  type: 'send',
  data: sendData,
  fresh: {
    name: '',
    subject: '',
    preheader: '',
    html: '',
    text: '',
    class: 'advertising',
    ifLeftOut: 'go-on',
  },
  outs: () => [OUT],
  check({ subject, html, text, preheader, class: kind }, { liquid, senderUnnamed }) {
    const problems: NodeProblem[] = []
    if (!subject.trim()) problems.push({ code: 'subject-missing' })
    if (!html.trim() && !text.trim()) problems.push({ code: 'body-missing' })
    for (const part of [subject, preheader, html, text]) {
      const wrong = part && liquid?.(part)
      if (wrong) problems.push({ code: 'liquid-wrong', detail: wrong })
    }
    if (kind === 'advertising' && senderUnnamed) problems.push({ code: 'sender-unnamed' })
    return problems
  },
  walk(data, { nodeId, rest, visit, facts }) {
    if (!rest) {
      return {
        type: 'rest',
        wakeAt: null,
        rest: { message: true },
        effects: [{ type: 'queue-message', nodeId, visit, class: data.class }],
      }
    }
    const message = facts.messages.find((each) => each.nodeId === nodeId && each.visit === visit)
    if (!message) throw new Error(`The message of node ${nodeId}, visit ${visit}, is missing`)
    const detail = { message: message.state, reason: message.reason }
    if (ARRIVED.has(message.state)) {
      // A wait after a send is measured from the real send.
      return { type: 'go', out: OUT, detail, since: message.finalAt ?? undefined }
    }
    if (LEFT_OUT.has(message.state)) {
      return data.ifLeftOut === 'exit'
        ? { type: 'end', state: 'exited', detail }
        : { type: 'go', out: OUT, detail }
    }
    // Open, or unknown until somebody decides.
    return { type: 'rest', wakeAt: null, rest: { message: true } }
  },
}
