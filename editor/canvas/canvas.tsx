import '@xyflow/react/dist/base.css'
import {
  Background,
  type Connection,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../words.ts'
import { useActs } from './acts.ts'
import { AddMenu } from './add-menu.tsx'
import './canvas.css'
import { ConnectionLine } from './connection-line.tsx'
import { Docks, type Tool } from './docks.tsx'
import { useEditor } from './editor.tsx'
import { canConnect } from './edits.ts'
import { EmptyGround } from './empty-ground.tsx'
import { EndNode } from './end-node.tsx'
import { useKeys } from './keys.ts'
import { LineEdge, type LineFlowEdge } from './line-edge.tsx'
import { useLines } from './lines.ts'
import type { Carried } from './palette.tsx'
import { type Point, snapPoint } from './shapes.ts'
import { StoneNode } from './stone-node.tsx'
import { type CanvasNode, stoneSelector, useStones } from './stones.tsx'
import { useView } from './use-view.ts'

const nodeTypes = { stone: StoneNode, end: EndNode }
const edgeTypes = { line: LineEdge }

/** The drawn journey: ground, stones, lines, and what floats over them. */
export function Canvas() {
  const say = useWords(words)
  const editor = useEditor()
  const { graph, select, dispatch } = editor
  const acts = useActs()
  const flow = useReactFlow()
  const [tool, setTool] = useState<Tool>('select')
  const [carried, setCarried] = useState<Carried | null>(null)
  const [dragged, setDragged] = useState<Readonly<Record<string, Point>>>({})
  const [connecting, setConnecting] = useState(false)
  const pane = useRef<HTMLDivElement>(null)
  const nodes = useStones(dragged)
  const { lines, point } = useLines(dragged, carried?.over?.lineId ?? null)
  const { onInit } = useView(pane)
  useKeys(pane, setTool)
  useFocus(pane)

  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    const moved: Record<string, Point> = {}
    const chosen: [id: string, is: boolean][] = []
    for (const change of changes) {
      if (change.type === 'position' && change.dragging && change.position) {
        moved[change.id] = change.position
      }
      if (change.type === 'select') chosen.push([change.id, change.selected])
    }
    if (Object.keys(moved).length > 0) setDragged((before) => ({ ...before, ...moved }))
    if (chosen.length > 0) {
      select((before) => {
        const nodes = new Set(before.nodes)
        for (const [id, is] of chosen) is ? nodes.add(id) : nodes.delete(id)
        return { nodes }
      })
    }
  }
  const drop = () => {
    const to = Object.entries(dragged).map(([id, at]) => [id, snapPoint(at)] as const)
    setDragged({})
    dispatch({ type: 'move', to: Object.fromEntries(to) })
  }
  const isValid = ({ source, sourceHandle, target }: Connection | LineFlowEdge) =>
    canConnect(graph, { nodeId: source, out: sourceHandle ?? 'out' }, target)
  const connect = ({ source, sourceHandle, target }: Connection) =>
    dispatch({ type: 'connect', from: { nodeId: source, out: sourceHandle ?? 'out' }, target })

  /** Let go on a stone's body it ends there; on the ground it asks what to add. */
  const letGo = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    setConnecting(false)
    if (state.isValid || state.fromHandle?.type !== 'source' || !state.fromNode) return
    const from = { nodeId: state.fromNode.id, out: state.fromHandle.id ?? 'out' }
    const screen = screenOf(event)
    const below = document.elementFromPoint(screen.x, screen.y)
    const stone = below?.closest<HTMLElement>('.react-flow__node-stone')?.dataset.id
    if (stone) return dispatch({ type: 'connect', from, target: stone })
    if (!below?.closest('.react-flow__pane')) return
    editor.setAdding({ screen, at: flow.screenToFlowPosition(screen), after: from })
  }

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
        onNodesChange={onNodesChange}
        onNodeDragStop={(_, node) => {
          drop()
          if (editor.inspected) editor.inspect(node.id)
        }}
        onSelectionDragStop={drop}
        onNodeClick={(event, node) => {
          if (node.type === 'end') {
            const { left, bottom } = event.currentTarget.getBoundingClientRect()
            editor.setFocus(node.id)
            editor.setAdding({ screen: { x: left, y: bottom }, after: node.data.from })
          } else if (!event.shiftKey && !event.metaKey && !event.ctrlKey) acts.open(node.id)
        }}
        onEdgeMouseEnter={(_, edge) => point(edge.id)}
        onEdgeMouseLeave={() => point(null)}
        onEdgeClick={(_, edge) => select({ edges: new Set([edge.id]) })}
        onPaneClick={() => {
          select({})
          editor.inspect(null)
        }}
        onConnectStart={() => setConnecting(true)}
        onConnect={connect}
        onConnectEnd={letGo}
        onReconnect={(edge, { source, sourceHandle, target }) =>
          dispatch({
            type: 'reconnect',
            edgeId: edge.id,
            from: { nodeId: source, out: sourceHandle ?? 'out' },
            target,
          })
        }
        isValidConnection={isValid}
        connectionLineComponent={ConnectionLine}
        connectionRadius={24}
        connectOnClick={false}
        reconnectRadius={6}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.2}
        maxZoom={1.5}
        panOnScroll
        panOnDrag={tool === 'pan' ? true : [1, 2]}
        selectionOnDrag={tool === 'select'}
        selectionMode={SelectionMode.Partial}
        zoomOnDoubleClick={false}
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
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

/** The keys stand where the eye does: the stone that was last added, opened or walked to. */
function useFocus(pane: RefObject<HTMLDivElement | null>) {
  const { focus } = useEditor()
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (focus === last.current) return
    last.current = focus
    const inFields = document.activeElement?.closest('input, textarea, [contenteditable]')
    if (inFields) return
    // Stones come and go a moment after it is known.
    let frame = requestAnimationFrame(function look() {
      if (!focus) {
        // A stone that is gone takes the keys with it; they stay on the canvas.
        if (document.activeElement === document.body) pane.current?.focus()
        return
      }
      const stone = pane.current?.querySelector<HTMLElement>(stoneSelector(focus))
      if (stone) stone.focus({ preventScroll: true })
      else frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [focus, pane])
}

const screenOf = (event: MouseEvent | TouchEvent): Point => {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event
  return { x: clientX, y: clientY }
}

export const words = {
  en: { canvas: 'Journey, drawn', minimap: 'The whole journey, small' },
  ja: { canvas: 'シナリオの図', minimap: 'シナリオの全体図' },
}
