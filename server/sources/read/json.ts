import type { Fields, Value } from './fields.ts'
import { tooMany, Unreadable } from './unreadable.ts'

/** More values than a large order has. */
const MOST_VALUES = 20_000

/**
 * A JSON object as fields; a whole number too long for a JavaScript number stays the text it was, as
 * order and lead numbers do. Pure.
 * @throws Unreadable
 */
export function readJson(text: string): Fields {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable('body-unreadable', 'JSON object')
  }
  if (count(value) > MOST_VALUES) throw tooMany(MOST_VALUES)
  return value
}

function parse(text: string): Value {
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)
  } catch (error) {
    // Only the place: the rest of V8's sentence quotes the body.
    const place = /line \d+ column \d+/.exec(String(error))?.[0] ?? null
    throw new Unreadable('body-unreadable', place)
  }
}

function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  const long = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return long && /^-?\d+$/.test(context?.source ?? '') ? context!.source : value
}

/** Counts without recursion: the depth is judged later. */
function count(root: Value): number {
  const open: Value[] = [root]
  let seen = 0
  for (let value = open.pop(); value !== undefined && seen <= MOST_VALUES; value = open.pop()) {
    seen++
    if (typeof value !== 'object' || value === null) continue
    for (const inner of Object.values(value)) open.push(inner)
  }
  return seen
}
