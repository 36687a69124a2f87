import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { words } from './words/errors.ts'

export type ErrorCode = keyof typeof words.en

/** What the sentence of a code wants to know; codes with a plain sentence take any facts or none. */
export type ErrorFacts<Code extends ErrorCode> = (typeof words.en)[Code] extends (
  facts: infer Facts,
) => string
  ? [facts: Facts & Record<string, unknown>]
  : [facts?: Record<string, unknown>]

/**
 * The answer "no, because": thrown anywhere below a route, said in the reader's language by app.ts.
 *
 *     throw new Refusal(409, 'already-walking', { journey: name })
 *
 * `params` feed the sentence and stand beside it in the answer.
 */
export class Refusal<Code extends ErrorCode = ErrorCode> extends Error {
  readonly status: ContentfulStatusCode
  readonly code: Code
  readonly params: Record<string, unknown>

  constructor(status: ContentfulStatusCode, code: Code, ...[params]: ErrorFacts<Code>) {
    super(code)
    this.status = status
    this.code = code
    this.params = params ?? {}
  }
}

/** What a code says, with its params. Pure. */
export function sentenceOf(
  code: ErrorCode,
  language: 'ja' | 'en',
  params: Record<string, unknown> = {},
): string {
  const sentence = words[language][code]
  // The constructor above has checked the facts against the sentence.
  return typeof sentence === 'string'
    ? sentence
    : (sentence as (facts: Record<string, unknown>) => string)(params)
}
