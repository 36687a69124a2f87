import { Tooltip, UnstyledButton } from '@mantine/core'
import { useReactFlow, ViewportPortal } from '@xyflow/react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { NodeTypeName } from '../../server/engine/nodes/index.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { faceNames, faces } from '../nodes/index.ts'
import { DropPlace } from '../parts/stone.tsx'
import { useLanguage, useWords } from '../words.ts'
import { useActs } from './acts.ts'
import classes from './dock.module.css'
import { sizeOf } from './drawing.ts'
import { useEditor } from './editor.tsx'
import type { WayOut } from './edits.ts'
import { lineAt } from './line-at.ts'
import { type Point, snapPoint } from './shapes.ts'

/** What is carried from the palette, where it would be put, and the line it would be put on. */
export type Carried = {
  type: NodeTypeName
  at: Point | null
  over: { lineId: string; from: WayOut } | null
}

type Props = { carried: Carried | null; carry(carried: Carried | null): void }

/** One button a kind: pressed it adds, dragged it puts down. */
export function Palette({ carried, carry }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const acts = useActs()
  const drag = useDrag(carried, carry)
  return (
    <>
      {faceNames.map((name) => {
        const face = faces[name]
        const Icon = (face.icon as (data: unknown) => ReturnType<typeof face.icon>)(
          nodeTypes[name]!.fresh,
        )
        const { kind, hint } = face.words[language]
        return (
          <Tooltip key={name} position="right" label={say.tip(kind, hint, face.letter)}>
            <UnstyledButton
              className={classes.tool}
              data-carried={carried?.type === name || undefined}
              aria-label={say.add(kind)}
              aria-keyshortcuts={face.letter}
              onPointerDown={(event) => drag.begin(event, name)}
              onClick={() => !drag.wasDrag() && acts.add(name)}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
            </UnstyledButton>
          </Tooltip>
        )
      })}
      {carried?.at && !carried.over && (
        <ViewportPortal>
          <div
            className={classes.drop}
            style={{ transform: `translate(${carried.at.x}px, ${carried.at.y}px)` }}
          >
            <DropPlace shape={faces[carried.type].shape}>{say.here}</DropPlace>
          </div>
        </ViewportPortal>
      )}
    </>
  )
}

const THRESHOLD = 4

/** Pointer events rather than the browser's drag and drop: the place can be shown as it will be. */
function useDrag(carried: Carried | null, carry: Props['carry']) {
  const flow = useReactFlow()
  const acts = useActs()
  const { drawn, ways } = useEditor()
  const begun = useRef<{ type: NodeTypeName; x: number; y: number } | null>(null)
  const dragged = useRef(false)
  const latest = useRef({ carried, acts })
  latest.current = { carried, acts }
  const [active, setActive] = useState(false)

  useEffect(() => {
    if (!active) return
    const stop = () => {
      begun.current = null
      setActive(false)
      carry(null)
    }
    const move = (event: globalThis.PointerEvent) => {
      const from = begun.current
      if (!from) return
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > THRESHOLD
      if (!far && !dragged.current) return
      dragged.current = true
      const at = placeUnder(event, from.type, flow)
      const middle = at && { x: at.x, y: at.y + sizeOf(from.type).height / 2 }
      const joins = middle && !nodeTypes[from.type]?.begins
      carry({ type: from.type, at, over: joins ? lineAt(middle, drawn, ways) : null })
    }
    const drop = () => {
      const { carried, acts } = latest.current
      stop()
      if (!carried?.at) return
      const { type, at, over } = carried
      acts.add(type, over ? { after: over.from } : { at })
    }
    const key = (event: KeyboardEvent) => event.key === 'Escape' && stop()
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', key)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', stop)
      window.removeEventListener('keydown', key)
    }
  }, [active, flow, carry, drawn, ways])

  return {
    begin(event: PointerEvent, type: NodeTypeName) {
      if (event.button !== 0) return
      begun.current = { type, x: event.clientX, y: event.clientY }
      dragged.current = false
      setActive(true)
    },
    /** The click that follows a drag adds nothing more. */
    wasDrag: () => dragged.current,
  }
}

/** The place on the ground below the pointer, or null while it is over something else. */
function placeUnder(
  event: { clientX: number; clientY: number },
  type: string,
  flow: ReturnType<typeof useReactFlow>,
): Point | null {
  const below = document.elementFromPoint(event.clientX, event.clientY)
  if (!below?.closest('.react-flow__renderer, .react-flow__viewport')) return null
  const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
  // The pointer holds the stone by its middle.
  return snapPoint({ x: at.x, y: at.y - sizeOf(type).height / 2 })
}

export const words = {
  en: {
    tip: (kind: string, hint: string, letter: string) =>
      `${kind} (${letter.toUpperCase()}): ${hint}`,
    add: (kind: string) => `Add: ${kind}`,
    here: 'Put it here',
  },
  ja: {
    tip: (kind: string, hint: string, letter: string) =>
      `${kind}（${letter.toUpperCase()}）　${hint}`,
    add: (kind: string) => `${kind}を足す`,
    here: 'ここに置きます',
  },
}
