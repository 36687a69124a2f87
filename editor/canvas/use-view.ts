import { type ReactFlowInstance, useReactFlow, useStore } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import { bringIntoView } from './bring-into-view.ts'
import { useEditor } from './editor.tsx'
import { EDGE, firstView } from './view.ts'

/** Where the eye begins, and that it always sees the stone the keys stand on. */
export function useView(pane: RefObject<HTMLElement | null>) {
  const { boxes, focus, inspected } = useEditor()
  const flow = useReactFlow()

  useEffect(() => {
    const box = focus ? boxes.get(focus) : undefined
    if (!box || !pane.current) return
    // After the inspector has taken its place.
    const frame = requestAnimationFrame(() => {
      if (pane.current) bringIntoView(flow, pane.current, box, still() ? 0 : 180)
    })
    return () => cancelAnimationFrame(frame)
  }, [focus, inspected, boxes, flow, pane])

  // Seen from afar, letters keep their size on the screen.
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 50) / 50)
  useEffect(() => {
    pane.current?.style.setProperty('--stone-scale', String(Math.max(1, 1 / zoom)))
    pane.current?.toggleAttribute('data-afar', zoom < 0.6)
  }, [zoom, pane])

  // The inspector takes its place from the ground: what it would cut off moves aside.
  const narrow = inspected !== null
  const before = useRef({ narrow, boxes })
  before.current.boxes = boxes
  useEffect(() => {
    if (before.current.narrow === narrow) return
    before.current.narrow = narrow
    const width = pane.current?.clientWidth ?? 0
    const { x, y, zoom } = flow.getViewport()
    const all = [...before.current.boxes.values()]
    const left = Math.min(...all.map((box) => box.x)) * zoom + x - EDGE.left
    const right = width - EDGE.right - (Math.max(...all.map((box) => box.x + box.width)) * zoom + x)
    // As far as there is ground to spare on the other side.
    const shift = narrow ? Math.min(0, Math.max(right, -left)) : Math.max(0, (right - left) / 2)
    if (shift) void flow.setViewport({ x: x + shift, y, zoom }, { duration: still() ? 0 : 180 })
  }, [narrow, flow, pane])

  return {
    onInit(flow: Pick<ReactFlowInstance, 'setViewport'>) {
      const { clientWidth: width = 0, clientHeight: height = 0 } = pane.current ?? {}
      void flow.setViewport(firstView(boxes, { width, height }))
    },
  }
}

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches
