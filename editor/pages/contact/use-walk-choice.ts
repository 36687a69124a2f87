import { useState } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { openWalks } from './acts.ts'

/**
 * Which of the open walks somebody means: the one they began from, else the first, until they choose.
 * @param opened a dialog begins anew each time it opens
 */
export function useWalkChoice(walks: readonly Walk[], first: number | null, opened: boolean) {
  const open = openWalks(walks)
  const [chosen, choose] = useState<number | null>(first)
  const [was, setWas] = useState(opened)
  if (was !== opened) {
    setWas(opened)
    if (opened) choose(first)
  }
  const walk = open.find(({ enrollmentId }) => enrollmentId === chosen) ?? open[0]
  return { open, walk, choose }
}
