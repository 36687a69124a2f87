import { IconPlus } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import type { WayOut } from './edits.ts'
import classes from './end-node.module.css'

export type EndData = { label: string; from: WayOut }

export type EndFlowNode = Node<EndData, 'end'>

/** Where a path has no exit: says that it ends, and offers to go on. */
export const EndNode = memo(function EndNode({ data }: NodeProps<EndFlowNode>) {
  return (
    <div className={classes.end}>
      <span className={classes.word}>{data.label}</span>
      <IconPlus className={classes.plus} size={15} stroke={2} aria-hidden />
      <Handle
        className={classes.handle}
        type="target"
        position={Position.Top}
        isConnectable={false}
      />
    </div>
  )
})
