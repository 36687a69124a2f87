import { CloseButton } from '@mantine/core'
import { useRef } from 'react'
import type { GraphNode } from '../../server/engine/graph.ts'
import type { ProblemCode } from '../../server/engine/problem.ts'
import type { Face } from '../nodes/face.ts'
import { Tile } from '../parts/tile.tsx'
import { useLanguage, useWords } from '../words.ts'
import { useEditor } from './editor.tsx'
import { tell, tellProblem } from './faces.ts'
import classes from './inspector.module.css'
import { PeopleHere } from './people-here.tsx'
import { stoneSelector } from './stones.tsx'
import { WaysOut } from './ways-out.tsx'

/** What the open stone means, its fields, where it leads, and who is there. */
export function Inspector() {
  const { graph, inspected } = useEditor()
  const node = graph.nodes.find((node) => node.id === inspected)
  return node ? <Open key={node.id} node={node} /> : null
}

function Open({ node }: { node: GraphNode }) {
  const say = useWords(words)
  const language = useLanguage()
  const { graph, known, problems, dispatch, inspect, focus, readOnly } = useEditor()
  const typing = useTyping()
  const { face, kind, title } = tell(node, known, language)
  const { sentence, note } = face.words[language].meaning(node.data, known)
  const mine = problems.filter((problem) => problem.nodeId === node.id)
  const onFields = mine.filter((problem) => !isAboutLines(problem.code))
  const wrong: Partial<Record<ProblemCode, string>> = Object.fromEntries(
    onFields.map((problem) => [problem.code, tellProblem(problem, language)]),
  )
  const close = () => {
    inspect(null)
    const stone = document.querySelector<HTMLElement>(stoneSelector(focus ?? node.id))
    stone?.focus({ preventScroll: true })
  }
  const Form = face.Form as Face['Form']
  return (
    <aside
      className={classes.inspector}
      aria-label={say.label(kind, title)}
      data-inspector
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        // The canvas would let its selection go, too.
        event.preventDefault()
        close()
      }}
    >
      <header className={classes.head}>
        <Tile icon={face.icon(node.data)} tone={face.tone} size={38} round />
        <div className={classes.name}>
          <div className={classes.kind} style={{ color: `var(--${face.tone})` }}>
            {kind}
          </div>
          <h2 className={classes.title} title={title}>
            {title}
          </h2>
        </div>
        <CloseButton aria-label={say.close} onClick={close} />
      </header>
      <div className={classes.well}>
        <p className={classes.sentence}>{sentence}</p>
        {note && <p className={classes.note}>{note}</p>}
      </div>
      {mine
        .filter((problem) => isAboutLines(problem.code))
        .map((problem) => (
          <p key={problem.code} className={classes.problem}>
            {tellProblem(problem, language)}
          </p>
        ))}
      {!readOnly && (
        <>
          <div className={classes.fields}>
            <Form
              nodeId={node.id}
              data={node.data}
              known={known}
              wrong={wrong}
              change={(part) =>
                dispatch({
                  type: 'update',
                  nodeId: node.id,
                  data: { ...node.data, ...(part as GraphNode['data']) },
                  gesture: typing(),
                })
              }
              changeSettings={(part) =>
                dispatch({ type: 'settings', settings: { ...graph.settings, ...part } })
              }
            />
          </div>
          <WaysOut node={node} />
        </>
      )}
      <PeopleHere nodeId={node.id} />
    </aside>
  )
}

/** Said once above the fields; the others stand below the field they are about. */
const isAboutLines = (code: ProblemCode) => aboutLines.has(code)

const aboutLines: ReadonlySet<ProblemCode> = new Set([
  'unreachable',
  'leads-nowhere',
  'loop-without-wait',
])

/** One name for a burst of typing: a pause of a second begins another step to undo. */
function useTyping() {
  const burst = useRef({ number: 0, at: 0 })
  return () => {
    const now = performance.now()
    if (now - burst.current.at > 1_000) burst.current.number++
    burst.current.at = now
    return `typing ${burst.current.number}`
  }
}

export const words = {
  en: { label: (kind: string, title: string) => `${kind}: ${title}`, close: 'Close' },
  ja: { label: (kind: string, title: string) => `${kind}：${title}`, close: '閉じる' },
}
