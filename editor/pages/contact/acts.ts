import type { Walk } from '../../../server/timeline/shape.ts'

/** What somebody is about to do to a contact; a walk where it is about one of several. */
export type Act =
  | { type: 'enroll' | 'mail' | 'edit' | 'stop' | 'resume' | 'consent' | 'disclose' | 'erase' }
  | { type: 'take-out' | 'move'; enrollmentId: number | null }

/** Walks that somebody can take the contact out of or move it within. Pure. */
export const openWalks = (walks: readonly Walk[]) =>
  walks.filter(({ endedAt, journeyKind }) => endedAt === null && journeyKind === 'journey')
