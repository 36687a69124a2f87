import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import { faceNames, faces } from '../nodes/index.ts'
import { useActs } from './acts.ts'
import { copy } from './clipboard.ts'
import type { Tool } from './docks.tsx'
import { outsOf } from './drawing.ts'
import { type Editor, useEditor } from './editor.tsx'
import { SNAP } from './shapes.ts'
import { stoneSelector } from './stones.tsx'
import { fitting } from './view.ts'
import { type Direction, neighbour } from './walk.ts'

const arrows: Record<string, Direction | undefined> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

const nudges: Record<Direction, { x: number; y: number }> = {
  up: { x: 0, y: -SNAP },
  down: { x: 0, y: SNAP },
  left: { x: -SNAP, y: 0 },
  right: { x: SNAP, y: 0 },
}

/** What wants its keys for itself. */
const writing = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

/**
 * The keyboard's way through the drawing. Undo and the clipboard work wherever no text is being
 * written; letters and arrows only while the keys stand on the canvas.
 */
export function useKeys(pane: RefObject<HTMLElement | null>, setTool: (tool: Tool) => void) {
  const hands = useHands(setTool)
  const latest = useRef(hands)
  latest.current = hands
  const pointer = useRef({ x: 0, y: 0 })

  useEffect(() => {
    // A stone that is removed takes the focus with it, to nowhere.
    const inside = () =>
      document.activeElement === document.body ||
      (pane.current?.contains(document.activeElement) ?? false)
    // Where the key was pressed, not where the focus is since: a menu may have closed on it.
    const free = ({ target }: Event) =>
      !(target instanceof Element && target.closest(writing)) &&
      !document.activeElement?.closest(writing)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !free(event)) return
      const done = latest.current.key(event, inside())
      if (done) event.preventDefault()
    }
    const onCopy = (event: ClipboardEvent) => {
      if (!free(event) || document.getSelection()?.toString()) return
      const text = latest.current.copied()
      if (!text) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut') latest.current.remove()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!free(event)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (latest.current.paste(text, pointer.current, pane.current)) event.preventDefault()
    }
    const onMove = (event: PointerEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY }
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    document.addEventListener('pointermove', onMove)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('pointermove', onMove)
    }
  }, [pane])
}

function useHands(setTool: (tool: Tool) => void) {
  const editor = useEditor()
  const acts = useActs()
  const flow = useReactFlow()

  const letters: Record<string, (() => void) | undefined> = {
    v: () => setTool('select'),
    h: () => setTool('pan'),
    f: () => void flow.fitView(fitting),
    l: () => acts.arrange(),
    a: () => askAfter(editor),
    '+': () => void flow.zoomIn(),
    '-': () => void flow.zoomOut(),
  }
  for (const name of faceNames) letters[faces[name].letter] = () => acts.add(name)

  /** True when the key meant something here. */
  function key(event: KeyboardEvent, inside: boolean): boolean {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (event.ctrlKey || event.metaKey) return command(event, name)
    if (!inside) return false
    const direction = arrows[name]
    if (direction) return event.altKey ? nudge(direction) : walk(direction)
    if (event.altKey) return false
    if (name === 'Delete' || name === 'Backspace') return act(() => acts.remove())
    if (name === 'Enter' || name === ' ') return enter(event)
    if (name === 'Escape') return leave()
    const letter = letters[name]
    return letter ? act(letter) : false
  }

  function command(event: KeyboardEvent, name: string): boolean {
    if (name === 'z') return act(event.shiftKey ? acts.redo : acts.undo)
    if (name === 'y') return act(acts.redo)
    if (name === 'a') return act(() => acts.selectAll())
    if (name === 'd') return act(() => acts.duplicate())
    return false
  }

  function walk(direction: Direction): boolean {
    const from = editor.focus ?? firstOf(editor)
    if (!from) return false
    const next = editor.focus ? neighbour(editor.drawn, editor.boxes, from, direction) : from
    if (!next) return true
    editor.setFocus(next)
    const isNode = editor.graph.nodes.some((node) => node.id === next)
    editor.select(isNode ? { nodes: new Set([next]) } : {})
    if (editor.inspected) editor.inspect(isNode ? next : null)
    return true
  }

  function nudge(direction: Direction): boolean {
    acts.nudge(nudges[direction])
    return true
  }

  /** On a stone the inspector opens and takes the keys; on a small end a menu asks what to add. */
  function enter(event: KeyboardEvent): boolean {
    const id = (event.target as Element).closest<HTMLElement>('.react-flow__node')?.dataset.id
    if (!id) return false
    const line = editor.drawn.lines.find((line) => line.id === id)
    if (line) return act(() => askAt(editor, id, { nodeId: line.source, out: line.out }))
    acts.open(id)
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>('[data-inspector] :is(input, textarea)')?.focus()
    })
    return true
  }

  function leave(): boolean {
    if (editor.inspected) editor.inspect(null)
    else editor.select({})
    return true
  }

  return {
    key,
    copied: () =>
      editor.selection.nodes.size > 0 ? copy(editor.graph, editor.selection.nodes) : '',
    remove: acts.remove,
    paste(text: string, pointer: { x: number; y: number }, pane: HTMLElement | null): boolean {
      const room = pane?.getBoundingClientRect()
      const over = room && pointer.x > room.left && pointer.x < room.right && pointer.y > room.top
      const at = over
        ? pointer
        : { x: (room?.left ?? 0) + (room?.width ?? 0) / 2, y: (room?.top ?? 0) + 120 }
      return acts.paste(text, flow.screenToFlowPosition(at))
    },
  }
}

const act = (hand: () => void) => {
  hand()
  return true
}

const firstOf = ({ drawn }: Editor) =>
  (drawn.stones.find((stone) => stone.begins) ?? drawn.stones[0])?.id

/** Asks what to add after the stone that the keys stand on. */
function askAfter(editor: Editor) {
  const node = editor.graph.nodes.find((node) => node.id === editor.focus)
  if (!node) return
  const line = editor.drawn.lines.find((line) => line.source === node.id && line.id === line.target)
  const out = line?.out ?? outsOf(node)[0]
  if (out !== undefined) askAt(editor, node.id, { nodeId: node.id, out })
}

function askAt(editor: Editor, id: string, after: { nodeId: string; out: string }) {
  const stone = document.querySelector(stoneSelector(id))
  const { left = 0, bottom = 0 } = stone?.getBoundingClientRect() ?? {}
  editor.setAdding({ screen: { x: left, y: bottom }, after })
}
