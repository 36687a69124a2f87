import type { Next, Walk } from '../../../server/timeline/shape.ts'
import { drawing } from '../../canvas/drawing.ts'
import type { Format } from '../../format.ts'
import { nodeWords, type Speech } from './node-words.ts'

export type NextTold = {
  /** When, or why it is not known. */
  title: string
  /** あと1日22時間; null: no time is known. */
  distance: string | null
  sentence: string
}

/** What happens next to one walk, in words. Pure. */
export function tellNext(
  next: Next,
  walk: Walk | undefined,
  { format, now, ...speech }: Speech & { format: Format; now: Temporal.Instant },
): NextTold {
  const say = words[speech.language]
  const node = (walk && nodeWords(walk.graph, next.nodeId, speech)?.title) || next.nodeName
  const ahead = walk ? aheadWords(walk, next.nodeId, speech) : ''
  const at = next.at && Temporal.Instant.from(next.at)
  const comes = at && Temporal.Instant.compare(at, now) > 0
  if (comes && (next.reason === 'wait' || next.reason === 'retry')) {
    const sentence = next.reason === 'wait' ? say.wait(node, ahead) : say.retry(node)
    return {
      title: say.at(format.dateTime(at)),
      distance: say.distance(format.until(at, now)),
      sentence,
    }
  }
  const still = (title: string, sentence: string) => ({ title, distance: null, sentence })
  switch (next.reason) {
    case 'wait':
    case 'due':
    case 'retry':
      return still(say.soon, say.due(node))
    case 'message':
      return still(say.sending, say.message(node))
    case 'mail-held':
      return still(say.mailHeld, say.mailHeldWhy(node))
    case 'paused':
      return still(say.paused, say.whenResumed(next.journeyName, node))
    case 'archived':
      return still(say.archived, say.whenBack(next.journeyName, node))
    case 'held':
      return walk?.state === 'failed'
        ? still(say.stopped, say.failed(node))
        : still(say.held, say.decide(node))
  }
}

/** Where the only way out leads; '' when there are several. */
function aheadWords(walk: Walk, nodeId: string, speech: Speech): string {
  const say = words[speech.language]
  const [line, ...others] = drawing(walk.graph).lines.filter((each) => each.source === nodeId)
  if (!line || others.length > 0) return ''
  const target = nodeWords(walk.graph, line.target, speech)
  return target ? say.goesOn(target.kind, target.title) : say.ends
}

const en = {
  at: (when: string) => `Next on ${when}`,
  distance: (length: string) => `in ${length}`,
  wait: (node: string, ahead: string) => `“${node}” is over then${ahead ? `, and ${ahead}` : ''}.`,
  goesOn: (kind: string, title: string) => `${kind.toLowerCase()} “${title}” follows`,
  ends: 'the journey ends',
  retry: (node: string) => `“${node}” did not work; it is tried once more then.`,
  due: (node: string) => `“${node}” is next in line.`,
  soon: 'Next in a moment',
  sending: 'Next when the mail is out',
  message: (node: string) => `The mail “${node}” is on its way to the next server.`,
  mailHeld: 'The mail is held',
  mailHeldWhy: (node: string) => `“${node}” has not left yet. The newest entry below says why.`,
  paused: 'The journey is paused',
  whenResumed: (journey: string, node: string) =>
    `Stands at “${node}”. Goes on when “${journey}” is resumed.`,
  archived: 'The journey is archived',
  whenBack: (journey: string, node: string) =>
    `Stands at “${node}”. Goes on when “${journey}” is brought back and resumed.`,
  stopped: 'Stopped by an error',
  failed: (node: string) => `“${node}” did not work. Mend the cause, then start it again.`,
  held: 'Waiting for a decision',
  decide: (node: string) =>
    `It is not known whether “${node}” was sent. Decide whether to send it again.`,
}

const ja: typeof en = {
  at: (when) => `次は${when}`,
  distance: (length) => `あと${length}`,
  wait: (node, ahead) => (ahead ? `「${node}」が終わり、${ahead}。` : `「${node}」が終わります。`),
  goesOn: (kind, title) => `${kind}「${title}」へ進みます`,
  ends: 'シナリオが終わります',
  retry: (node) => `「${node}」がうまくいかなかったので、もう一度試します。`,
  due: (node) => `「${node}」が順番を待っています。`,
  soon: 'まもなく進みます',
  sending: 'メールの送信が済むと進みます',
  message: (node) => `メール「${node}」を相手のサーバーに渡すところです。`,
  mailHeld: 'メールを保留しています',
  mailHeldWhy: (node) =>
    `「${node}」はまだ送られていません。理由は、下のいちばん新しい記録にあります。`,
  paused: 'シナリオが一時停止中です',
  whenResumed: (journey, node) => `「${node}」にいます。「${journey}」を再開すると進みます。`,
  archived: 'シナリオは保管されています',
  whenBack: (journey, node) =>
    `「${node}」にいます。「${journey}」を保管から戻して再開すると進みます。`,
  stopped: '問題が起きて止まっています',
  failed: (node) =>
    `「${node}」がうまくいきませんでした。原因を直してから、もう一度動かしてください。`,
  held: '決めるのを待っています',
  decide: (node) => `「${node}」を送れたかどうかわかりません。送り直すか決めてください。`,
}

export const words = { en, ja }
