import type { Queue } from '../queue.ts'

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
  queue.ask('intake', [0]).finally(() => {
    asking.delete(queue)
    if (state.again) askIntake(queue)
  })
}
