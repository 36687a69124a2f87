import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Graph } from '../../server/engine/graph.ts'
import type { Problem } from '../../server/engine/problem.ts'
import type { Known } from '../nodes/face.ts'
import type { Doc, DocAction } from './document.ts'
import { type Drawing, drawing } from './drawing.ts'
import type { WayOut } from './edits.ts'
import { boxesOf } from './ends.ts'
import { type Way, ways as waysOf } from './route.ts'
import type { Box, Point } from './shapes.ts'

/** People by node, of the version that is live. */
export type Counts = {
  entered: number
  ended: number
  nodes: Record<string, { here: number; passed: number; outs: Record<string, number> } | undefined>
}

export type Selection = { nodes: ReadonlySet<string>; edges: ReadonlySet<string> }

/** An open menu of kinds: where on the screen, and what the chosen one follows. */
export type Adding = { screen: Point; at?: Point; after?: WayOut }

export type Editor = {
  journeyId: number
  doc: Doc
  graph: Graph
  dispatch(action: DocAction): void
  drawn: Drawing
  boxes: ReadonlyMap<string, Box>
  ways: ReadonlyMap<string, Way>
  known: Known
  problems: readonly Problem[]
  counts: Counts | null
  /** Looked at where there is no room to draw: nothing changes. */
  readOnly: boolean

  selection: Selection
  /** What is not named is let go. */
  select(next: Partial<Selection> | ((before: Selection) => Partial<Selection>)): void
  /** The stone that the arrow keys stand on. */
  focus: string | null
  setFocus(id: string | null): void
  /** The stone in the inspector. */
  inspected: string | null
  inspect(id: string | null): void
  adding: Adding | null
  setAdding(adding: Adding | null): void
}

const EditorContext = createContext<Editor | null>(null)

/** What the canvas, the inspector and the header share of the journey on the screen. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('useEditor stands outside of an EditorProvider')
  return editor
}

type Props = Pick<
  Editor,
  'journeyId' | 'doc' | 'dispatch' | 'known' | 'problems' | 'counts' | 'readOnly'
> & {
  children: ReactNode
}

export function EditorProvider({ children, ...props }: Props) {
  const { graph } = props.doc
  const drawn = useMemo(() => drawing(graph), [graph])
  const boxes = useMemo(() => boxesOf(graph), [graph])
  const ways = useMemo(() => waysOf(drawn, boxes), [drawn, boxes])
  const [selection, setSelection] = useState(nothing)
  const [focus, setFocus] = useState<string | null>(null)
  const [inspected, inspect] = useState<string | null>(null)
  const [adding, setAdding] = useState<Adding | null>(null)
  const isThere = (id: string | null) => id !== null && graph.nodes.some((node) => node.id === id)
  const editor: Editor = {
    ...props,
    dispatch: props.readOnly ? () => {} : props.dispatch,
    graph,
    drawn,
    boxes,
    ways,
    selection,
    select: (next) =>
      setSelection((before) => ({
        ...nothing,
        ...(typeof next === 'function' ? next(before) : next),
      })),
    focus: focus !== null && boxes.has(focus) ? focus : null,
    setFocus,
    inspected: isThere(inspected) ? inspected : null,
    inspect,
    adding,
    setAdding: (next) => setAdding(props.readOnly ? null : next),
  }
  return <EditorContext value={editor}>{children}</EditorContext>
}

export const nothing: Selection = { nodes: new Set(), edges: new Set() }
