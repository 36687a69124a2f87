import { useMemo, useRef, useState } from 'react'
import { useFormat } from '../parts/when.tsx'
import { useLanguage, useWords } from '../words.ts'
import type { DrawnLine } from './drawing.ts'
import { useEditor } from './editor.tsx'
import { tell, tellOut } from './faces.ts'
import type { LineFlowEdge } from './line-edge.tsx'
import { ways } from './route.ts'
import { type Box, boxAt, type Point, positionOf } from './shapes.ts'

/**
 * The lines as React Flow takes them.
 * @param dragged where stones are while a hand holds them
 * @param over the line that a carried stone would be put on
 */
export function useLines(
  dragged: Readonly<Record<string, Point>>,
  over: string | null,
): { lines: LineFlowEdge[]; point(lineId: string | null): void } {
  const { graph, drawn, boxes, known, counts, selection, setAdding, readOnly } = useEditor()
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const held = useMemo(() => withHeld(boxes, dragged, drawn.lines), [boxes, dragged, drawn])
  const found = useMemo(() => ways(drawn, held), [drawn, held])
  const titles = useMemo(
    () => new Map(graph.nodes.map((node) => [node.id, tell(node, known, language).title])),
    [graph, known, language],
  )
  const [pointed, point] = usePointed()
  const lines = drawn.lines.flatMap((line): LineFlowEdge[] => {
    const way = found.get(line.id)
    if (!way) return []
    const source = graph.nodes.find((node) => node.id === line.source)!
    const real = graph.edges.some((edge) => edge.id === line.id)
    const count = counts?.nodes[line.source]
    const share = count && count.passed > 0 ? (count.outs[line.out] ?? 0) / count.passed : null
    const people =
      counts && counts.entered > 0 ? (count?.outs[line.out] ?? 0) / counts.entered : null
    const [from, to] = [titles.get(line.source) ?? '', titles.get(line.target) ?? '']
    return [
      {
        id: line.id,
        type: 'line',
        source: line.source,
        sourceHandle: line.out,
        target: line.target,
        selected: selection.edges.has(line.id),
        selectable: real,
        deletable: real,
        reconnectable: real,
        zIndex: 0,
        ariaLabel: to ? say.line(from, to) : say.lineToEnd(from),
        domAttributes: { tabIndex: -1, 'aria-roledescription': say.kind },
        data: {
          way,
          words: line.parts ? tellOut(source, line.out, known, language) : null,
          share:
            line.parts && share !== null ? format.percent(Math.round(share * 100) / 100) : null,
          // The main stream is seen without any number; a draft has none.
          width: people === null ? 1.5 : 1 + 3 * Math.min(people, 1),
          lit: line.id === over,
          pointed: line.id === pointed,
          point,
          insertLabel: real ? say.insert(from, to) : null,
          insert:
            real && !readOnly
              ? (screen) => setAdding({ screen, after: { nodeId: line.source, out: line.out } })
              : undefined,
        },
      },
    ]
  })
  return { lines, point }
}

/** The line under the pointer, and for a moment after: the way to its ＋ crosses a gap. */
function usePointed() {
  const [pointed, setPointed] = useState<string | null>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const point = (lineId: string | null) => {
    clearTimeout(leaving.current)
    if (lineId !== null) setPointed(lineId)
    else leaving.current = setTimeout(() => setPointed(null), 160)
  }
  return [pointed, point] as const
}

/** Boxes while stones are held: the small ends move with the stone they belong to. */
function withHeld(
  boxes: ReadonlyMap<string, Box>,
  dragged: Readonly<Record<string, Point>>,
  lines: readonly DrawnLine[],
): ReadonlyMap<string, Box> {
  if (Object.keys(dragged).length === 0) return boxes
  const held = new Map(boxes)
  for (const [id, position] of Object.entries(dragged)) {
    const box = boxes.get(id)
    if (!box) continue
    held.set(id, boxAt(position, box))
    const before = positionOf(box)
    for (const line of lines) {
      // A small end's line has its name.
      const end = line.source === id && line.id === line.target && boxes.get(line.target)
      if (!end) continue
      const [x, y] = [end.x + position.x - before.x, end.y + position.y - before.y]
      held.set(line.target, { ...end, x, y })
    }
  }
  return held
}

export const words = {
  en: {
    kind: 'line',
    line: (from: string, to: string) => `From “${from}” to “${to}”`,
    lineToEnd: (from: string) => `From “${from}” to the end`,
    insert: (from: string, to: string) => `Add a step between “${from}” and “${to}”`,
  },
  ja: {
    kind: '線',
    line: (from: string, to: string) => `「${from}」から「${to}」へ`,
    lineToEnd: (from: string) => `「${from}」から終わりへ`,
    insert: (from: string, to: string) => `「${from}」と「${to}」のあいだにステップを足す`,
  },
}
