import type { SendData } from '../engine/nodes/send.ts'
import { fieldsOf, LiquidProblem, type Prepared, prepare } from './render.ts'
import { textTemplate } from './text.ts'

/** The texts of a mail as the author wrote them. */
export type Parts = Pick<SendData, 'subject' | 'preheader' | 'html' | 'text'>
export type PartName = keyof Parts

/** A mail's texts, parsed. */
export type Template = {
  subject: Prepared
  preheader: Prepared | null
  /** Null: made from the text. */
  html: Prepared | null
  /** Null: made from the HTML of each mail. */
  text: Prepared | null
  textIsMade: boolean
  /** Whether the author placed the opt-out link in this part, and says beside it what it is for. */
  optsOut: { html: boolean; text: boolean }
  /** The contact's fields that stand in it. */
  fields: string[]
}

/**
 * Parses the texts of a mail, once for each key.
 * @param key names unchanging texts, e.g. `12/send-1` (version, node); null: don't keep
 * @throws LiquidProblem
 */
export function templateOf(key: string | null, parts: Parts): Template {
  const known = key === null ? undefined : kept.get(key)
  if (known) return known
  const made = parse(parts)
  if (key === null) return made
  kept.set(key, made)
  // The one made longest ago goes: a Map remembers the order.
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return made
}

const kept = new Map<string, Template>()
const KEPT = 500

function parse({ subject, preheader, html, text }: Parts): Template {
  const has = { html: html.trim() !== '', text: text.trim() !== '' }
  const parsed = {
    subject: within('subject', () => prepare(subject, 'text')),
    preheader: within('preheader', () => (preheader.trim() ? prepare(preheader, 'text') : null)),
    html: within('html', () => (has.html ? prepare(html, 'html') : null)),
  }
  const textSource = has.text ? text : has.html ? textTemplate(html) : ''
  const all = {
    ...parsed,
    text: within('text', () => (textSource === null ? null : prepare(textSource, 'text'))),
  }
  const fields = Object.values(all).flatMap((each) => (each ? fieldsOf(each, 'contact') : []))
  return {
    ...all,
    textIsMade: !has.text,
    optsOut: {
      html: optsOut(has.html ? html : text),
      text: optsOut(has.text ? text : html),
    },
    fields: [...new Set(fields)],
  }
}

/** Says in which text a problem lies. */
export function within<T>(part: PartName, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof LiquidProblem) error.part = part
    throw error
  }
}

/** The link with the right to refuse right before or after it (規則7条), whatever tags stand between. */
function optsOut(source: string): boolean {
  const plain = source
    .replace(LINK, MARK)
    .replace(MARKED_TAG, MARK)
    .replace(/<[^>]*>/g, '')
  return [...plain.matchAll(new RegExp(MARK, 'g'))].some(({ index }) =>
    REFUSAL.test(plain.slice(Math.max(0, index - NEAR), index + NEAR)),
  )
}

const LINK = /\{[{%][^{}]*\bunsubscribe_url\b[^{}]*[%}]\}/g
const MARK = '\ue000'
const MARKED_TAG = /<[^<>]*\ue000[^<>]*>/g
const NEAR = 200
const REFUSAL =
  /停止|解除|中止|拒否|退会|不要|不用|やめ|止め|外す|断り|unsubscrib|opt.?out|stop|cancel|no longer/i
