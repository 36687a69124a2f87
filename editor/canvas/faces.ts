import type { GraphNode } from '../../server/engine/graph.ts'
import type { Problem } from '../../server/engine/problem.ts'
import { words as problemWords } from '../../server/words/problems.ts'
import type { Face, Known } from '../nodes/face.ts'
import { faceOf } from '../nodes/index.ts'
import type { Language } from '../words.ts'

/** A node in words. */
export type Told = {
  face: Face
  kind: string
  title: string
  summary: string
}

/** Pure. */
export function tell(node: GraphNode, known: Known, language: Language): Told {
  const face = faceOf(node)
  const words = face.words[language]
  return {
    face,
    kind: words.kind,
    title: words.title(node.data, known),
    summary: words.summary(node.data, known),
  }
}

/** What stands on the line of a way out, or null. Pure. */
export const tellOut = (node: GraphNode, out: string, known: Known, language: Language) =>
  faceOf(node).words[language].out(node.data, out, known)

/** A problem as a sentence. Pure. */
export const tellProblem = ({ code, detail }: Problem, language: Language) =>
  problemWords[language][code](detail)
