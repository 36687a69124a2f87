import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { Stone, type StoneProps } from '../parts/stone.tsx'
import classes from './stone-node.module.css'

export type StoneData = {
  stone: StoneProps
  begins: boolean
  /** Ways out with what a screen reader calls their handles. */
  outs: { id: string; label: string }[]
  inLabel: string
}

export type StoneFlowNode = Node<StoneData, 'stone'>

/** A stone on the canvas, with the places where lines begin and end. */
export const StoneNode = memo(function StoneNode({ data, selected }: NodeProps<StoneFlowNode>) {
  const detail = useStore(detailOf)
  const { stone, begins, outs, inLabel } = data
  return (
    <div className={classes.node}>
      <Stone {...stone} detail={detail} state={selected ? 'selected' : stone.state} />
      {!begins && (
        <Handle
          className={classes.handle}
          type="target"
          position={Position.Top}
          role="img"
          aria-label={inLabel}
        />
      )}
      {outs.map(({ id, label }, index) => (
        <Handle
          key={id}
          className={classes.handle}
          id={id}
          type="source"
          position={Position.Bottom}
          style={{ left: `${(100 * (index + 1)) / (outs.length + 1)}%` }}
          role="img"
          aria-label={label}
          title={outs.length > 1 ? label : undefined}
        />
      ))}
    </div>
  )
})

/** The farther away, the less is written on a stone. */
const detailOf = ({ transform: [, , zoom] }: { transform: [number, number, number] }) =>
  zoom >= 0.895 ? 'whole' : zoom >= 0.595 ? 'title' : zoom >= 0.345 ? 'icon' : 'color'
