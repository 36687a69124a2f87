import type { ConnectionLineComponentProps } from '@xyflow/react'
import { rounded } from './route.ts'

/** The line in the hand: moss, in right angles like those already drawn. */
export function ConnectionLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  const turnY = (fromY + toY) / 2
  const points = [
    { x: fromX, y: fromY },
    { x: fromX, y: turnY },
    { x: toX, y: turnY },
    { x: toX, y: toY },
  ]
  return (
    <>
      <path d={rounded(points)} fill="none" stroke="var(--moss)" strokeWidth={2} />
      <circle cx={toX} cy={toY} r={4.5} fill="var(--moss)" />
    </>
  )
}
