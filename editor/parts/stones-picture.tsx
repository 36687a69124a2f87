import { useId } from 'react'
import classes from './stones-picture.module.css'

/** Where each stone lies in 520 × 130: centre, half axes, how far away it seems. */
const stones = [
  { x: 56, y: 100, rx: 44, ry: 17, o: 1 },
  { x: 154, y: 77, rx: 37, ry: 14, o: 0.82 },
  { x: 245, y: 87, rx: 30, ry: 11, o: 0.66 },
  { x: 326, y: 61, rx: 26, ry: 10, o: 0.5 },
  { x: 401, y: 69, rx: 21.5, ry: 8, o: 0.4 },
  { x: 465, y: 48, rx: 16.5, ry: 6.5, o: 0.28 },
] as const

/** Raked sand and stones that lead away: the picture of a page with nothing on it yet. */
export function StonesPicture({ lost }: { lost?: boolean }) {
  const fade = useId()
  return (
    <svg className={classes.picture} viewBox="0 0 520 130" aria-hidden="true">
      <defs>
        <linearGradient id={fade} x1="0" x2="1" y1="0" y2="0">
          <stop offset="0" stopColor="black" />
          <stop offset=".16" stopColor="white" />
          <stop offset=".84" stopColor="white" />
          <stop offset="1" stopColor="black" />
        </linearGradient>
        <mask id={`${fade}m`} maskUnits="userSpaceOnUse" x="0" y="0" width="520" height="130">
          <rect width="520" height="130" fill={`url(#${fade})`} />
        </mask>
      </defs>
      <g mask={`url(#${fade}m)`} className={classes.sand}>
        {rakes.map((y) => (
          <path key={y} d={`M0 ${y}C90 ${y - 8} 150 ${y + 8} 260 ${y}S420 ${y - 8} 520 ${y + 2}`} />
        ))}
      </g>
      {stones.map(({ x, y, rx, ry, o }, index) =>
        lost && index === 2 ? (
          <ellipse key={x} className={classes.gap} cx={x} cy={y} rx={rx} ry={ry} />
        ) : (
          <g key={x}>
            <ellipse className={classes.rim} cx={x} cy={y + 2} rx={rx + 3} ry={ry + 3} />
            <ellipse className={classes.foot} cx={x} cy={y + 3} rx={rx} ry={ry} />
            <ellipse className={classes.bed} cx={x} cy={y} rx={rx} ry={ry} />
            <ellipse className={classes.stone} cx={x} cy={y} rx={rx} ry={ry} opacity={o} />
          </g>
        ),
      )}
      {!lost && (
        <g className={classes.mail} transform="translate(46 91)">
          <rect x=".9" y=".9" width="18.2" height="14.2" rx="2.6" />
          <path d="m1.6 3 8.4 6.4L18.4 3" />
        </g>
      )}
    </svg>
  )
}

const rakes = [12, 32, 52, 72, 92, 112]
