import { describe, expect, test } from 'vitest'
import { type Answer, createSaver, type Kept, type Theirs } from '../../editor/canvas/saver.ts'
import type { Graph } from '../../server/engine/graph.ts'
import { graphOf } from '../engine/make.ts'

const graph = (name: string): Graph => graphOf({ [name]: ['exit'] }, [])
const [first, second, third] = [graph('first'), graph('second'), graph('third')]
const saved = (revision: number): Answer => ({
  type: 'saved',
  revision,
  savedAt: `at ${revision}`,
  problems: [],
})
const theirs: Theirs = { revision: 9, graph: graph('theirs'), savedAt: 'at 9', savedBy: '森 蓮' }

/** A saver whose server answers when told and whose clock is turned by hand. */
function desk() {
  const puts: {
    graph: Graph
    revision: number
    answer(answer: Answer): Promise<void>
    breakOff(): Promise<void>
  }[] = []
  const device: { kept: Kept | null } = { kept: null }
  let timer: { ms: number; act: () => void } | null = null
  const saver = createSaver({
    revision: 1,
    graph: first,
    savedAt: 'at 1',
    put: (graph, revision) =>
      new Promise((resolve, reject) =>
        puts.push({
          graph,
          revision,
          async answer(answer) {
            resolve(answer)
            await settled()
          },
          async breakOff() {
            reject(new TypeError('terminated'))
            await settled()
          },
        }),
      ),
    keep: (kept) => {
      device.kept = kept
    },
    later(ms, act) {
      const mine = { ms, act }
      timer = mine
      return () => {
        if (timer === mine) timer = null
      }
    },
  })
  /** Lets the time pass that is being waited for. */
  const pass = () => {
    const due = timer
    timer = null
    due?.act()
    return due?.ms
  }
  return { saver, puts, device, pass }
}

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

describe('a draft', () => {
  test('is saved a moment after the last change, and kept on the device until then', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    saver.change(third)
    expect(saver.state()).toEqual({ type: 'waiting' })
    expect(device.kept).toEqual({ revision: 1, graph: third })
    expect(pass()).toBe(800)
    expect(puts).toMatchObject([{ graph: third, revision: 1 }])
    expect(saver.state()).toEqual({ type: 'saving' })
    await puts[0]!.answer(saved(2))
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 2' })
    expect(device.kept).toBeNull()
    expect(saver.isDirty()).toBe(false)
  })

  test('that changes while it is being saved is saved once more, from the new revision', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    pass()
    saver.change(third)
    expect(puts).toHaveLength(1)
    await puts[0]!.answer(saved(2))
    expect(device.kept).toEqual({ revision: 2, graph: third })
    pass()
    await settled()
    expect(puts[1]).toMatchObject({ graph: third, revision: 2 })
  })

  test('that cannot be sent is tried again, ever more slowly, and is not lost', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    pass()
    const waits: (number | undefined)[] = []
    for (let n = 0; n < 7; n++) {
      await puts[n]!.answer({ type: 'offline' })
      expect(saver.state()).toEqual({ type: 'offline' })
      waits.push(pass())
      await settled()
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    expect(device.kept).toEqual({ revision: 1, graph: second })
    await puts[7]!.answer(saved(2))
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 2' })
  })

  test('that the server refuses stays on the device, and the next change tries anew', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    pass()
    await puts[0]!.answer({ type: 'refused', message: 'No' })
    expect(saver.state()).toEqual({ type: 'refused', message: 'No' })
    expect(device.kept?.graph).toBe(second)
    saver.change(third)
    pass()
    await settled()
    expect(puts[1]).toMatchObject({ graph: third, revision: 1 })
  })

  test('whose answer breaks off is tried again', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    pass()
    await puts[0]!.breakOff()
    expect(saver.state()).toEqual({ type: 'offline' })
    expect(device.kept?.graph).toBe(second)
    expect(pass()).toBe(1_000)
    await settled()
    await puts[1]!.answer(saved(2))
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 2' })
  })

  test('that changes while it is being refused is sent again as it is then', async () => {
    const { saver, puts, pass } = desk()
    saver.change(second)
    pass()
    saver.change(third)
    await puts[0]!.answer({ type: 'refused', message: 'No' })
    expect(saver.state()).toEqual({ type: 'waiting' })
    expect(pass()).toBe(800)
    await settled()
    expect(puts[1]).toMatchObject({ graph: third, revision: 1 })
  })

  test('that was undone to what the server has is saved without asking again', async () => {
    const { saver, puts, device, pass } = desk()
    saver.change(second)
    saver.change(first)
    pass()
    await settled()
    expect(puts).toEqual([])
    expect(device.kept).toBeNull()
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 1' })
  })
})

describe('a draft that came too late', () => {
  const late = async () => {
    const all = desk()
    all.saver.change(second)
    all.pass()
    await all.puts[0]!.answer({ type: 'stale', theirs, copyId: 5 })
    return all
  }

  test('overwrites nothing: further changes stay on the device until somebody chooses', async () => {
    const { saver, puts, device, pass } = await late()
    expect(saver.state()).toEqual({ type: 'stale', theirs, copyId: 5 })
    saver.change(third)
    expect(pass()).toBeUndefined()
    await saver.save()
    expect(puts).toHaveLength(1)
    expect(device.kept?.graph).toBe(third)
  })

  test('is chosen against the latest of theirs', async () => {
    const { saver, puts, pass } = await late()
    saver.renew({ ...theirs, revision: 8 })
    saver.renew({ ...theirs, revision: 11, graph: first })
    expect(saver.state()).toMatchObject({ type: 'stale', theirs: { revision: 11, graph: first } })
    saver.settle(second)
    pass()
    expect(puts.at(-1)).toMatchObject({ graph: second, revision: 11 })
  })

  test('goes on as theirs', async () => {
    const { saver, puts, device } = await late()
    saver.settle(theirs.graph)
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 9' })
    expect(device.kept).toBeNull()
    expect(puts).toHaveLength(1)
  })

  test('goes on as ours, saved on top of theirs', async () => {
    const { saver, puts, pass } = await late()
    saver.settle(second)
    pass()
    await settled()
    expect(puts[1]).toMatchObject({ graph: second, revision: 9 })
    await puts[1]!.answer(saved(10))
    expect(saver.state()).toEqual({ type: 'saved', at: 'at 10' })
  })
})
