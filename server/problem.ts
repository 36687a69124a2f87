import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Language } from './language.ts'
import { titles } from './words/problem-titles.ts'

export const PROBLEM_TYPE = 'application/problem+json'

export type Problem = {
  status: ContentfulStatusCode
  code: string
  /** What is wrong, then what to do, in the reader's language. */
  detail: string
  /** What the sentence was made of, for programs. */
  params?: Record<string, unknown>
}

/** Answers with a problem (RFC 9457). */
export const problem = (c: Context, wrong: Problem, language: Language = c.get('language')) =>
  c.json(problemBody(wrong, language), wrong.status, { 'Content-Type': PROBLEM_TYPE })

/**
 * The body of every error answer. `type` leads to the code's line on the reference page; it is
 * relative, so a client meets the same one at every installation. Pure.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function problemBody({ status, code, detail, params = {} }: Problem, language: Language) {
  const title = titles[language][status as keyof typeof titles.en] ?? titles[language][500]
  return { ...params, type: `/reference#errors/${code}`, title, status, detail, code }
}
