import { Handle, type Node, type NodeProps, Position, useStore, useStoreApi } from '@xyflow/react'
import { type MouseEvent, memo } from 'react'
import { Stone, type StoneProps } from '../parts/stone.tsx'
import classes from './stone-node.module.css'

export type StoneData = {
  stone: StoneProps
  begins: boolean
  /** Ways out with what a screen reader calls their handles. */
  outs: { id: string; label: string }[]
  inLabel: string
  /** A line ends here. */
  led: boolean
}

export type StoneFlowNode = Node<StoneData, 'stone'>

/** A stone on the canvas, with the places where lines begin and end. */
export const StoneNode = memo(function StoneNode({ id, data, selected }: NodeProps<StoneFlowNode>) {
  const detail = useStore(detailOf)
  const pull = usePull(id)
  const { stone, begins, outs, inLabel, led } = data
  return (
    <div className={classes.node}>
      <Stone {...stone} detail={detail} state={selected ? 'selected' : stone.state} />
      {!begins && (
        <Handle
          className={classes.handle}
          type="target"
          position={Position.Top}
          isConnectableStart={!led}
          data-led={led || undefined}
          onMouseDown={led ? pull : undefined}
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

/**
 * At the entrance the end of the line that is there is taken up: between stones that stand close
 * there is no other place to take hold of it.
 */
function usePull(id: string) {
  const { getState } = useStoreApi()
  return ({ button, clientX, clientY }: MouseEvent) => {
    const lines = getState().edges.filter((edge) => edge.target === id)
    const line = lines.find((edge) => edge.selected) ?? lines.at(-1)
    const end = line && `${lineSelector(line.id)} .react-flow__edgeupdater-target`
    if (!end) return
    const taken = { bubbles: true, cancelable: true, button, clientX, clientY }
    document.querySelector(end)?.dispatchEvent(new globalThis.MouseEvent('mousedown', taken))
  }
}

const lineSelector = (id: string) => `.react-flow__edge[data-id="${CSS.escape(id)}"]`

/** The farther away, the less is written on a stone. */
const detailOf = ({ transform: [, , zoom] }: { transform: [number, number, number] }) =>
  zoom >= 0.895 ? 'whole' : zoom >= 0.595 ? 'title' : zoom >= 0.345 ? 'icon' : 'color'
