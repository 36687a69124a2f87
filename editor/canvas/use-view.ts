import { type ReactFlowInstance, useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { useEditor } from './editor.tsx'
import { firstView } from './view.ts'

/** Where the eye begins, and that it always sees the stone the keys stand on. */
export function useView(pane: RefObject<HTMLElement | null>) {
  const { boxes, focus, inspected } = useEditor()
  const flow = useReactFlow()

  useEffect(() => {
    const box = focus ? boxes.get(focus) : undefined
    if (!box || !pane.current) return
    // After the inspector has taken its place.
    const frame = requestAnimationFrame(() => {
      const { clientWidth: width, clientHeight: height } = pane.current ?? document.body
      const { x, y, zoom } = flow.getViewport()
      const seen = (low: number, high: number, from: number, to: number) =>
        low < from ? from - low : high > to ? to - high : 0
      const dx = seen(box.x * zoom + x, (box.x + box.width) * zoom + x, 72, width - 32)
      const dy = seen(box.y * zoom + y, (box.y + box.height) * zoom + y, 24, height - 48)
      if (dx || dy)
        flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: still() ? 0 : 180 })
    })
    return () => cancelAnimationFrame(frame)
  }, [focus, inspected, boxes, flow, pane])

  return {
    onInit(flow: Pick<ReactFlowInstance, 'setViewport'>) {
      const { clientWidth: width = 0, clientHeight: height = 0 } = pane.current ?? {}
      void flow.setViewport(firstView(boxes, { width, height }))
    },
  }
}

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches
