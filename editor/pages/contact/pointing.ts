/** The stone that an entry or the drawn journey points at, so that each shows the other. */
export type Point = { enrollmentId: number; nodeId: string }

export type Pointing = { at: Point | null; point: (at: Point | null) => void }

/** Where an entry of that stone stands on the page. */
export const entryAnchor = ({ enrollmentId, nodeId }: Point) => `at-${enrollmentId}-${nodeId}`
