import classes from './sparkline.module.css'

type Props = {
  values: readonly number[]
  /** Said instead of the drawing: what, of which period. */
  label: string
  quiet?: boolean
  width?: number
  height?: number
}

/** Zero-based, no axis: whether it rises, falls or stops. The last day has a dot. */
export function Sparkline({ values, label, quiet, width = 104, height = 28 }: Props) {
  const points = place(values, width - 4, height - 4)
  const line = points.map(([x, y]) => `${x},${y}`).join(' ')
  const last = points.at(-1)
  return (
    <svg
      className={classes.line}
      data-quiet={quiet || undefined}
      width={width}
      height={height}
      viewBox={`-1 -3 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polygon points={`0,${height - 4} ${line} ${width - 4},${height - 4}`} />
      <polyline points={line} />
      {last && <circle cx={last[0]} cy={last[1]} r="2.5" />}
    </svg>
  )
}

/** Values as points of a box, the largest touching its top. Pure. */
function place(values: readonly number[], width: number, height: number): [number, number][] {
  const most = Math.max(1, ...values)
  const step = values.length > 1 ? width / (values.length - 1) : 0
  return values.map((value, index) => [
    round(index * step),
    round(height - (value / most) * height),
  ])
}

const round = (value: number) => Math.round(value * 10) / 10
