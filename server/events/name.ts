/** First parts of names that only we write: rules and waits rely on what they mean. */
const OURS = new Set([
  'contact',
  'source',
  'message',
  'segment',
  'entry',
  'journey',
  'enrollment',
  'consent',
])

const LONGEST_NAME = 64

/** Letters of any script, so that a shop may write カート放棄; dots part it, never a space. */
const SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*(\.[\p{L}\p{N}_-][\p{L}\p{M}\p{N}_-]*)*$/u

export type ReadName =
  | { type: 'name'; name: string }
  | { type: 'wrong'; code: 'event-name-impossible' | 'event-name-reserved' }

/**
 * An event's name as we keep it: one width and one case, so that `Purchased` and `ｐｕｒｃｈａｓｅｄ` are
 * not two events. Pure.
 */
export function readName(text: string): ReadName {
  if (text.length > 4 * LONGEST_NAME) return { type: 'wrong', code: 'event-name-impossible' }
  const name = text.normalize('NFKC').trim().toLowerCase()
  if ([...name].length > LONGEST_NAME || !SHAPE.test(name)) {
    return { type: 'wrong', code: 'event-name-impossible' }
  }
  const reserved = OURS.has(name.split('.', 1)[0]!)
  return reserved ? { type: 'wrong', code: 'event-name-reserved' } : { type: 'name', name }
}
