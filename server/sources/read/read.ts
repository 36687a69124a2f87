import { clean, TooDeep } from '../../clean.ts'
import { decode } from './charset.ts'
import { mediaType, parameter } from './content-type.ts'
import type { Fields } from './fields.ts'
import { assemble } from './form.ts'
import { readJson } from './json.ts'
import { multipart } from './multipart.ts'
import { Unreadable, type UnreadableReason } from './unreadable.ts'
import { urlencoded } from './urlencoded.ts'

export type Reading =
  | { type: 'read'; fields: Fields; charset: string }
  | { type: 'unreadable'; reason: UnreadableReason; detail: string | null }

/**
 * A post's bytes as plain JSON, whatever its form: JSON, urlencoded, multipart, or JSON that calls
 * itself something else (curl and Apps Script say urlencoded unless told otherwise). Pure.
 */
export function read(body: Uint8Array, contentType: string): Reading {
  try {
    const { fields, charset } = dispatch(body, contentType)
    return { type: 'read', fields: clean(fields), charset }
  } catch (error) {
    if (error instanceof TooDeep) return { type: 'unreadable', reason: 'too-deep', detail: null }
    if (!(error instanceof Unreadable)) throw error
    return { type: 'unreadable', reason: error.reason, detail: error.detail }
  }
}

function dispatch(body: Uint8Array, contentType: string): { fields: Fields; charset: string } {
  if (body.byteLength === 0) throw new Unreadable('body-empty')
  const type = mediaType(contentType)
  const declared = parameter(contentType, 'charset')
  if (type === 'multipart/form-data') {
    const boundary = parameter(contentType, 'boundary')
    if (!boundary) throw new Unreadable('body-unreadable', 'boundary')
    return assemble(multipart(body, boundary), declared)
  }
  if (/^(application|text)\/([\w.-]+\+)?json$/.test(type) || looksLikeJson(body)) {
    const { text, charset } = decode(body, declared)
    return { fields: readJson(text), charset }
  }
  if (type === 'application/x-www-form-urlencoded' || (type === '' && body.includes(0x3d))) {
    return assemble(urlencoded(body), declared)
  }
  throw new Unreadable('body-type', type || null)
}

function looksLikeJson(body: Uint8Array): boolean {
  const start = Buffer.from(body.subarray(0, 64)).toString('latin1')
  return /^(\u00ef\u00bb\u00bf)?\s*\{\s*("|\}|$)/.test(start)
}
