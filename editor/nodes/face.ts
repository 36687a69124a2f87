import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Graph } from '../../server/engine/graph.ts'
import type { ProblemCode } from '../../server/engine/problem.ts'
import type { Shape } from '../canvas/shapes.ts'
import type { Names } from '../rules/names.ts'
import type { Tone } from '../theme.ts'

/**
 * How a kind of node looks and speaks; what it does stands in `server/engine/nodes`. A face gives
 * words and colour, never layout. A new kind is one more file like this and one line in `index.ts`.
 */
export type Face<Data = unknown> = {
  tone: Tone
  shape: Exclude<Shape, 'end'>
  /** Pressed on the canvas, adds one. */
  letter: string
  words: { en: FaceWords<Data>; ja: FaceWords<Data> }
  icon(data: Data): Icon
  /** The fields of the inspector. */
  Form(props: FormProps<Data>): ReactNode
}

/** Pure, in one language. */
export type FaceWords<Data> = {
  kind: string
  /** What it is for, in one line, where kinds are offered. */
  hint: string
  title(data: Data, known: Known): string
  summary(data: Data, known: Known): string
  /** The node as one sentence, with what would surprise below it. */
  meaning(data: Data, known: Known): { sentence: string; note?: string }
  /** What stands on the line of a way out; null: nothing needs to. */
  out(data: Data, handle: string, known: Known): string | null
}

/** What a face may know beside its own data. */
export type Known = {
  settings: Graph['settings']
  /** Null while they load. */
  sources: readonly KnownSource[] | null
  names: Names
}

export type KnownSource = {
  id: number
  name: string
  kind: 'webhook' | 'form' | 'site'
  url: string
  open: boolean
  /** Whether a consent is kept of whoever comes in. */
  asksConsent: boolean
}

export type FormProps<Data> = {
  /** Stable while the same node is open. */
  nodeId: string
  data: Data
  known: Known
  /** Sentences to stand below the fields they are about. */
  wrong: Partial<Record<ProblemCode, string>>
  change(part: Partial<Data>): void
  changeSettings(part: Partial<Graph['settings']>): void
}
