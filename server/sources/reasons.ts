import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Why a post was refused, with the HTTP status that says so. The words stand in words/doors.ts. */
export const reasons = {
  'body-empty': 400,
  'body-unreadable': 400,
  'body-type': 415,
  'too-many-fields': 400,
  'too-deep': 400,
  'email-missing': 422,
  /** Not in the field that the mapping names; no other field is taken instead. */
  'email-not-mapped': 422,
  'email-impossible': 422,
  'email-ambiguous': 422,
  'signature-missing': 401,
  'signature-wrong': 401,
  'signature-old': 401,
  /** One Idempotency-Key on two different posts. */
  'key-reused': 422,
  /** The source's filter leaves such posts out. */
  filtered: 202,
  /** The address was asked to confirm often enough for a day. */
  'asked-often': 429,
  /** A page of another site than this one's. */
  'origin-wrong': 403,
  'identity-missing': 401,
  'identity-wrong': 401,
  'event-wrong': 422,
  /** Somebody filled in what only machines see. */
  robot: 422,
  /** It could not be written; the error is kept beside it. */
  failed: 500,
} as const satisfies Record<string, ContentfulStatusCode>

export type Reason = keyof typeof reasons

/** Whether a stored name is one of ours. Pure. */
export const isReason = (name: string | null): name is Reason =>
  name !== null && Object.hasOwn(reasons, name)
