/** Something to mend before publishing. The words stand in `words/problems.ts`. */
export type Problem = {
  code: ProblemCode
  nodeId?: string
  edgeId?: string
  /** Values for the sentence: a field, a handle, a Liquid error. */
  detail?: string
}

export const problemCodes = [
  'no-trigger',
  'unknown-type',
  'wrong-data',
  'same-id-twice',
  'edge-without-end',
  'edge-from-unknown-out',
  'two-edges-from-one-out',
  'edge-into-trigger',
  'unreachable',
  'leads-nowhere',
  'loop-without-wait',
  'source-missing',
  'source-unknown',
  'subject-missing',
  'body-missing',
  'liquid-wrong',
  'sender-unnamed',
  'wait-zero',
  'branch-without-rule',
  'rule-unfinished',
] as const

export type ProblemCode = (typeof problemCodes)[number]
