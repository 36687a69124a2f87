import { setTimeout as pause } from 'node:timers/promises'
import type { Queue } from '../queue.ts'

/** Under a rush of posts a worker takes in those of so long together: a turn costs more than a post. */
const TOGETHER_MS = 50

const asking = new WeakMap<Queue, { again: boolean }>()

/**
 * Says that posts are waiting, without holding up the answer: one ticket on its way at a time, and one
 * more after it for whatever came meanwhile.
 */
export function askIntake(queue: Queue): void {
  const underWay = asking.get(queue)
  if (underWay) {
    underWay.again = true
    return
  }
  const state = { again: false }
  asking.set(queue, state)
  Promise.all([queue.ask('intake', [0]), pause(TOGETHER_MS, null, { ref: false })]).finally(() => {
    asking.delete(queue)
    if (state.again) askIntake(queue)
  })
}
