import { useMemo } from 'react'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { useFormat } from '../parts/when.tsx'
import { useLanguage, useWords } from '../words.ts'
import { endId, outsOf, sizeOf } from './drawing.ts'
import { useEditor } from './editor.tsx'
import type { EndFlowNode } from './end-node.tsx'
import { tell, tellOut, tellProblem } from './faces.ts'
import { type Point, positionOf, sizes } from './shapes.ts'
import { StoneCount } from './stone-count.tsx'
import type { StoneFlowNode } from './stone-node.tsx'

export type CanvasNode = StoneFlowNode | EndFlowNode

/**
 * The drawing as React Flow takes it.
 * @param dragged where stones are while a hand holds them
 */
export function useStones(dragged: Readonly<Record<string, Point>>): CanvasNode[] {
  const editor = useEditor()
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const { graph, drawn, boxes, known, problems, counts, selection, focus } = editor
  // Tab enters at one stone; from there the arrow keys walk.
  const entrance = focus ?? drawn.stones.find((stone) => stone.begins)?.id ?? drawn.stones[0]?.id

  const told = useMemo(
    () =>
      graph.nodes.map((node): StoneFlowNode => {
        const { face, kind, title, summary } = tell(node, known, language)
        const wrong = problems.filter((problem) => problem.nodeId === node.id)
        const mark = wrong.map((problem) => tellProblem(problem, language)).join('\n') || undefined
        const count = counts?.nodes[node.id]
        const outs = outsOf(node)
        return {
          id: node.id,
          type: 'stone',
          position: node.position,
          ...sizeOf(node.type),
          measured: sizeOf(node.type),
          data: {
            stone: {
              shape: face.shape,
              tone: face.tone,
              icon: face.icon(node.data),
              kind,
              title,
              summary,
              mark,
              count: count && count.here + count.passed > 0 && (
                <StoneCount {...count} card={face.shape === 'card'} />
              ),
            },
            begins: nodeTypes[node.type]?.begins !== undefined,
            inLabel: say.into(title),
            led: graph.edges.some((edge) => edge.target === node.id),
            outs: outs.map((out) => ({
              id: out,
              label: say.outOf(title, outs.length > 1 ? tellOut(node, out, known, language) : null),
            })),
          },
          ariaLabel: [
            kind,
            title,
            summary,
            count && count.here > 0 && say.here(format.number(count.here)),
            wrong.length > 0 && say.problems(wrong.length),
            ...wrong.map((problem) => tellProblem(problem, language)),
          ]
            .filter(Boolean)
            .join(say.comma),
        }
      }),
    [graph, known, problems, counts, language, format, say],
  )

  const ends = drawn.lines.flatMap((line): EndFlowNode[] => {
    const id = endId(line.source, line.out)
    const box = boxes.get(id)
    if (!box) return []
    const source = graph.nodes.find((node) => node.id === line.source)!
    const held = dragged[source.id]
    const at = positionOf(box)
    const position = held
      ? { x: at.x + held.x - source.position.x, y: at.y + held.y - source.position.y }
      : at
    const { title } = tell(source, known, language)
    return [
      {
        id,
        type: 'end',
        position,
        ...sizes.end,
        measured: sizes.end,
        draggable: false,
        selectable: false,
        connectable: false,
        data: { label: say.end, from: { nodeId: line.source, out: line.out } },
        ariaRole: 'button',
        ariaLabel: say.endLabel(
          title,
          line.parts ? tellOut(source, line.out, known, language) : null,
        ),
        domAttributes: { tabIndex: id === entrance ? 0 : -1, 'aria-roledescription': undefined },
      },
    ]
  })

  const stones = told.map(
    (node): StoneFlowNode => ({
      ...node,
      position: dragged[node.id] ?? node.position,
      selected: selection.nodes.has(node.id),
      domAttributes: {
        tabIndex: node.id === entrance ? 0 : -1,
        'aria-roledescription': say.step,
      },
    }),
  )
  return [...stones, ...ends]
}

/** Finds a stone on the page; lines to small ends carry the ends' names, too. */
export const stoneSelector = (id: string) => `.react-flow__node[data-id="${CSS.escape(id)}"]`

export const words = {
  en: {
    step: 'step',
    end: 'End',
    comma: ', ',
    into: (title: string) => `Into “${title}”`,
    outOf: (title: string, out: string | null) =>
      out ? `Draw a line from “${title}”: ${out}` : `Draw a line from “${title}”`,
    here: (n: string) => (n === '1' ? '1 person here' : `${n} people here`),
    problems: (n: number) => (n === 1 ? '1 problem' : `${n} problems`),
    endLabel: (title: string, out: string | null) =>
      out
        ? `The path ends after “${title}”: ${out}. Add a step`
        : `The path ends after “${title}”. Add a step`,
  },
  ja: {
    step: 'ステップ',
    end: '終了',
    comma: '、',
    into: (title: string) => `「${title}」の入口`,
    outOf: (title: string, out: string | null) =>
      out ? `「${title}」の出口「${out}」から線を引く` : `「${title}」から線を引く`,
    here: (n: string) => `いま${n}人`,
    problems: (n: number) => `確認${n}件`,
    endLabel: (title: string, out: string | null) =>
      out
        ? `「${title}」の「${out}」は、ここで終わります。ステップを足す`
        : `「${title}」のあとは、ここで終わります。ステップを足す`,
  },
}
