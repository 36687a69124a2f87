import type { Walk } from '../../../server/timeline/shape.ts'
import { drawing } from '../../canvas/drawing.ts'
import { stonesAhead } from '../../parts/lit-path.ts'
import { useWords } from '../../words.ts'
import classes from './stone-row.module.css'

/** The lit path as a row of stones, for a narrow screen: walked, here, and what comes for certain. */
export function StoneRow({ walk, token }: { walk: Walk; token: string }) {
  const say = useWords(words)
  const walked = walk.path.filter(({ out }) => out !== null).length
  const ahead = walk.endedAt ? [] : stonesAhead(drawing(walk.graph), walk.nodeId).slice(0, AHEAD)
  const before = Math.min(walked, BEFORE)
  return (
    <div className={classes.row} role="img" aria-label={say.label(walked, ahead.length)}>
      {Array.from({ length: before }, (_, index) => index).map((index) => (
        <span key={index} className={classes.walked} />
      ))}
      {!walk.endedAt && <span className={classes.here}>{token}</span>}
      {ahead.map((id) => (
        <span key={id} className={classes.ahead} />
      ))}
    </div>
  )
}

const BEFORE = 6
const AHEAD = 4

export const words = {
  en: {
    label: (walked: number, ahead: number) =>
      `${walked} stones walked, at least ${ahead} more to come`,
  },
  ja: {
    label: (walked: number, ahead: number) => `通った石は${walked}個、この先に少なくとも${ahead}個`,
  },
}
