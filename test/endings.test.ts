import { expect, test } from 'vitest'
import { codeOf } from '../server/code-of.ts'
import { type Endings, endAll, endLater } from '../server/endings.ts'

test('everything ends, last begun first, also after a part that does not end well', async () => {
  const ended: string[] = []
  const codes: string[] = []
  const endings: Endings = []
  for (const name of ['postgres', 'pool', 'worker']) {
    endings.push(async () => {
      ended.push(name)
      if (name === 'pool') throw Object.assign(new Error('yui@example.jp'), { code: '57P01' })
    })
  }
  expect(await endAll(endings, (error) => codes.push(codeOf(error)))).toBe(false)
  expect(ended).toEqual(['worker', 'pool', 'postgres'])
  expect(codes).toEqual(['57P01'])
})

test('what could not begin has nothing to end', async () => {
  const ended: string[] = []
  const endings: Endings = []
  endLater(endings, Promise.reject(new Error('No room')), async () => {
    ended.push('never begun')
  })
  endLater(endings, Promise.resolve('begun'), async (it) => {
    ended.push(it)
  })
  const wrong: unknown[] = []
  expect(await endAll(endings, (error) => wrong.push(error))).toBe(true)
  expect([ended, wrong]).toEqual([['begun'], []])
})
