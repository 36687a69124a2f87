import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../server/acts.ts'
import { doActs } from '../server/contacts/do-acts.ts'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, wait } from './engine/make.ts'
import { entered, liveJourney, newContacts, runDry } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const noon = Temporal.Instant.from('2026-11-24T03:00:00Z')

test('a wait that is over when somebody comes to it is told with its reason', async () => {
  const graph = graphOf(
    { start: ['trigger', hand], day: ['wait', wait(1, 'days')], end: ['exit'] },
    [
      ['start', 'day'],
      ['day', 'end'],
    ],
  )
  house.clockAt(noon)
  const journey = await liveJourney(house, graph)
  const [contact] = await newContacts(house, 1)
  await entered(house, journey, [contact!], { nodeId: 'day' })
  house.clockAt(noon.add({ hours: 30 }))
  await runDry(house, journey)
  const { body } = await house.api<Timeline>('GET', `/api/contacts/${contact}/timeline`)
  expect(body.entries.map(({ kind }) => kind)).toEqual(['ended', 'over', 'entered'])
  expect(body.entries[1]).toMatchObject({
    nodeId: 'day',
    at: '2026-11-25T09:00:00Z',
    since: '2026-11-24T03:00:00Z',
    until: '2026-11-25T03:00:00Z',
    amount: 1,
    unit: 'days',
    zone: 'Asia/Tokyo',
  })
})

test('somebody in an archived journey stands still until it comes back', async () => {
  const journey = await liveJourney(
    house,
    graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']]),
  )
  const [contact] = await newContacts(house, 1)
  await entered(house, journey, [contact!])
  await house.api('PUT', `/api/journeys/${journey.id}/archive`)
  const { body } = await house.api<Timeline>('GET', `/api/contacts/${contact}/timeline`)
  expect(body.next).toMatchObject([{ nodeId: 'start', reason: 'archived', at: null }])
})

test('behind an act on many stands whoever asked for it, with their reason', async () => {
  const [contact] = await newContacts(house, 1)
  const act = {
    act: 'suppress',
    values: { reason: '展示会でのご希望' },
    audience: { ids: [contact] },
  }
  expect((await house.api('POST', '/api/bulk-acts', act)).status).toBe(201)
  await doActs(house, acts)
  const { body } = await house.api<Timeline>('GET', `/api/contacts/${contact}/timeline`)
  expect(body.entries[0]).toMatchObject({
    name: 'contact.suppressed',
    origin: expect.stringMatching(/^bulk-act:/),
    by: expect.stringMatching(/^key:/),
    byName: 'test',
    payload: { note: '展示会でのご希望' },
  })
})
