import '@xyflow/react/dist/base.css'
import { Background, MiniMap, ReactFlow, SelectionMode } from '@xyflow/react'
import { type MouseEvent, useRef, useState } from 'react'
import { useWords } from '../words.ts'
import { useActs } from './acts.ts'
import { AddMenu } from './add-menu.tsx'
import './canvas.css'
import { ConnectionLine } from './connection-line.tsx'
import { Docks, type Tool } from './docks.tsx'
import { useEditor } from './editor.tsx'
import { EmptyGround } from './empty-ground.tsx'
import { EndNode } from './end-node.tsx'
import { useConnecting, useDragging } from './gestures.ts'
import { useKeys } from './keys.ts'
import { LineEdge, type LineFlowEdge } from './line-edge.tsx'
import { useLines } from './lines.ts'
import type { Carried } from './palette.tsx'
import { StoneNode } from './stone-node.tsx'
import { type CanvasNode, useStones } from './stones.tsx'
import { useFocus } from './use-focus.ts'
import { useView } from './use-view.ts'

const nodeTypes = { stone: StoneNode, end: EndNode }
const edgeTypes = { line: LineEdge }

/** The drawn journey: ground, stones, lines, and what floats over them. */
export function Canvas() {
  const say = useWords(words)
  const editor = useEditor()
  const { graph, readOnly } = editor
  const [tool, setTool] = useState<Tool>('select')
  const [carried, setCarried] = useState<Carried | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  const dragging = useDragging()
  const { connecting, handlers: connectHandlers } = useConnecting()
  const nodes = useStones(dragging.dragged)
  const { lines, point } = useLines(dragging.dragged, carried?.over?.lineId ?? null)
  const { onInit } = useView(pane)
  const openNode = useOpenNode()
  useKeys(pane, setTool)
  useFocus(pane)
  const pans = readOnly || tool === 'pan'

  return (
    <section
      ref={pane}
      className="tobi-canvas"
      aria-label={say.canvas}
      data-tool={tool}
      // Keys work after a click on the ground, too.
      tabIndex={-1}
    >
      <ReactFlow<CanvasNode, LineFlowEdge>
        className={connecting ? 'tobi-connecting' : undefined}
        nodes={nodes}
        edges={lines}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodeOrigin={[0.5, 0]}
        onInit={onInit}
        {...dragging.handlers}
        {...connectHandlers}
        onNodeClick={openNode}
        onEdgeMouseEnter={(_, edge) => point(edge.id)}
        onEdgeMouseLeave={() => point(null)}
        onEdgeClick={(_, edge) => editor.select({ edges: new Set([edge.id]) })}
        onPaneClick={() => {
          editor.select({})
          editor.inspect(null)
        }}
        connectionLineComponent={ConnectionLine}
        connectionRadius={24}
        connectOnClick={false}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        reconnectRadius={6}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.2}
        maxZoom={1.5}
        panOnScroll
        panOnDrag={pans ? true : [1, 2]}
        selectionOnDrag={!pans}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        elevateNodesOnSelect
        onlyRenderVisibleElements={graph.nodes.length > 100}
        attributionPosition="bottom-left"
        ariaLabelConfig={{ 'minimap.ariaLabel': say.minimap }}
      >
        <Background gap={22} size={1.5} color="var(--dot)" />
        {graph.nodes.length > 0 && (
          <MiniMap
            className="tobi-minimap"
            nodeBorderRadius={20}
            nodeStrokeWidth={0}
            nodeColor={(node) => (node.selected ? 'var(--moss)' : 'var(--line2)')}
            bgColor="var(--surface)"
            maskColor="color-mix(in srgb, var(--sunk) 70%, transparent)"
            pannable
            zoomable
          />
        )}
      </ReactFlow>
      <Docks tool={tool} setTool={setTool} carried={carried} carry={setCarried} />
      {graph.nodes.length === 0 && <EmptyGround />}
      <AddMenu />
    </section>
  )
}

/** A click on a stone opens it; on a small end it asks what to add. */
function useOpenNode() {
  const editor = useEditor()
  const acts = useActs()
  return (event: MouseEvent, node: CanvasNode) => {
    if (node.type === 'end') {
      const { left, bottom } = event.currentTarget.getBoundingClientRect()
      editor.setFocus(node.id)
      editor.setAdding({ screen: { x: left, y: bottom }, after: node.data.from })
    } else if (!event.shiftKey && !event.metaKey && !event.ctrlKey) acts.open(node.id)
  }
}

export const words = {
  en: { canvas: 'Journey, drawn', minimap: 'The whole journey, small' },
  ja: { canvas: 'シナリオの図', minimap: 'シナリオの全体図' },
}
