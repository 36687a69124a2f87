import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { account } from '../server/account/table.ts'
import { contacts } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { journeys } from '../server/journeys/table.ts'
import { claim } from '../server/messages/claim.ts'
import { mark } from '../server/messages/mark.ts'
import { moveHere } from '../server/messages/put-back.ts'
import { withdraw } from '../server/messages/withdraw.ts'
import { suppress } from '../server/suppressions/suppress.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { handled, openPost, type Post, queuedMessages, rowsOf, sendJourney } from './mailing.ts'
import { runDry, until } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

let house: House
let listener: Listener
let post: Post
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await house.db.insert(account).values({
    senderName: '飛び石',
    senderAddress: 'a@tobiishi.example',
    postalAddress: '横浜市中区1-1',
    enquiry: 'https://tobiishi.example/contact',
  })
})
beforeEach(async () => {
  listener.behave({})
  listener.arrived.length = 0
  await house.db.update(account).set({ stopped: false })
  await house.db.execute(sql`
    UPDATE messages SET state = 'skipped', due_at = NULL WHERE due_at IS NOT NULL`)
  post = await openPost(house, listener.url)
})
afterEach(async () => {
  house.clockAt(null)
  await post.pump.stop()
})
afterAll(async () => {
  await house.close()
  await listener.stop()
})

const contactOf = async (messageId: number) => {
  const [message] = await rowsOf(house, [messageId])
  const [contact] = await house.db
    .select()
    .from(contacts)
    .where(eq(contacts.id, message!.contactId))
  return contact!
}

const suppressed = async (messageId: number, reason: 'unsubscribed' | 'bounced' | 'by-hand') => {
  const { id: contactId, emailKey } = await contactOf(messageId)
  await transaction(house.db, async (tx) =>
    suppress(tx, { contactId, emailKey, reason, origin: 'test' }, await house.clock(tx)),
  )
}

const put = (id: number, state: 'paused' | 'archived' | 'live') =>
  house.db.update(journeys).set({ state }).where(eq(journeys.id, id))

/** Claims as a worker does that is stopped right behind it. */
const claimedBy = async (worker: number) => {
  const { id: transportId } = await ensureTransport(house.db, house)
  const now = await house.clock(house.db)
  return transaction(house.db, (tx) => claim(tx, { transportId, worker, size: 100 }, now))
}

const markAll = async (worker: number, ids: number[]) => {
  const people = await Promise.all(ids.map(contactOf))
  return transaction(house.db, (tx) =>
    mark(
      tx,
      worker,
      ids.map((id, n) => ({
        id,
        to: people[n]!.email,
        from: 'b@b.example',
        subject: 's',
        headerId: `${id}@a`,
        bodyHash: 'ab',
        merged: {},
      })),
      Temporal.Now.instant(),
    ),
  )
}

describe('a mail is left out, with its reason,', () => {
  const none = { consent: false }
  test('when there is no consent to advertising', async () => {
    const journey = await sendJourney(house)
    const [id] = await queuedMessages(house, journey, 1, none)
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'suppressed', reason: 'no-consent', tries: 0 },
    ])
    await runDry(house, journey)
    const [row] = await rowsOf(house, [id!])
    const [walk] = await house.db
      .select()
      .from(enrollments)
      .where(eq(enrollments.id, row!.enrollmentId))
    expect(walk!.state).toBe('completed')
  })

  test('when the consent was withdrawn', async () => {
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    const { id: contactId } = await contactOf(id!)
    await house.db.execute(sql`
      INSERT INTO consents (contact_id, given, basis, origin, at)
      VALUES (${contactId}, 'withdrawn', 'opt-in', 'test', now())`)
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'suppressed', reason: 'unsubscribed' },
    ])
  })

  test('when the address is suppressed; only an opt-out lets receipts through', async () => {
    const receipt = await sendJourney(house, { class: 'transactional' })
    const [bounced, optedOut] = await queuedMessages(house, receipt, 2, none)
    const [news] = await queuedMessages(house, await sendJourney(house), 1)
    await suppressed(bounced!, 'bounced')
    await suppressed(optedOut!, 'unsubscribed')
    await suppressed(news!, 'by-hand')
    expect(await handled(house, post, [bounced!, optedOut!, news!])).toMatchObject([
      { state: 'suppressed', reason: 'bounced' },
      { state: 'sent', reason: null },
      { state: 'suppressed', reason: 'by-hand' },
    ])
    expect(listener.arrived).toHaveLength(1)
  })

  test('when its walk has ended', async () => {
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    const [row] = await rowsOf(house, [id!])
    await house.db
      .update(enrollments)
      .set({ state: 'exited', endedAt: Temporal.Now.instant() })
      .where(eq(enrollments.id, row!.enrollmentId))
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'skipped', reason: 'walk-ended' },
    ])
  })

  test('when it is advertising and there is no https to unsubscribe by', async () => {
    await post.pump.stop()
    post = await openPost({ ...house, baseUrl: 'http://mail.example' }, listener.url)
    const [news] = await queuedMessages(house, await sendJourney(house), 1)
    const receipt = await sendJourney(house, { class: 'transactional' })
    const [second] = await queuedMessages(house, receipt, 1, none)
    expect(await handled(house, post, [news!, second!])).toMatchObject([
      { state: 'failed', reason: 'no-https' },
      { state: 'sent' },
    ])
  })
})

describe('a mail is held', () => {
  test.for(['pause', 'archive'] as const)(
    'while its journey stands still after %s, and leaves when it goes on',
    async (what) => {
      const journey = await sendJourney(house)
      const [id] = await queuedMessages(house, journey, 1)
      await house.api('PUT', `/api/journeys/${journey.id}/${what}`)
      const [held] = await handled(house, post, [id!])
      expect(held).toMatchObject({ state: 'held', reason: `${what}d`, tries: 0 })

      if (what === 'archive') await house.api('DELETE', `/api/journeys/${journey.id}/archive`)
      house.tickets.length = 0
      await house.api('DELETE', `/api/journeys/${journey.id}/pause`)
      expect(house.tickets).toContainEqual({ name: 'deliver', keys: [held!.transportId] })
      expect(await handled(house, post, [id!])).toMatchObject([{ state: 'sent', reason: null }])
    },
  )

  test('while everything is stopped, and leaves when it is let go', async () => {
    house.clockAt('2026-11-24T03:00:00Z')
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    await house.api('PUT', '/api/account/stop')
    const [held] = await handled(house, post, [id!])
    expect(held).toMatchObject({ state: 'held', reason: 'stopped' })
    const timeline = `/api/contacts/${held!.contactId}/timeline`
    const { body } = await house.api<{ next: object[] }>('GET', timeline)
    expect(body.next).toMatchObject([{ nodeId: 'send', reason: 'mail-held' }])

    house.tickets.length = 0
    await house.api('DELETE', '/api/account/stop')
    expect(house.tickets).toEqual([{ name: 'deliver', keys: [held!.transportId] }])
    expect(await handled(house, post, [id!])).toMatchObject([{ state: 'sent', reason: null }])
  })

  test('and is asked about again by itself, should nobody say so', async () => {
    house.clockAt('2026-11-24T03:00:00Z')
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    await house.db.update(account).set({ stopped: true })
    expect(await handled(house, post, [id!])).toMatchObject([{ state: 'held' }])
    await house.db.update(account).set({ stopped: false })
    house.clockAt('2026-11-24T03:10:00Z')
    expect(await handled(house, post, [id!])).toMatchObject([{ state: 'sent' }])
  })

  test('while nobody has said who sends', async () => {
    await house.db.update(account).set({ senderAddress: '' })
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'held', reason: 'sender-missing' },
    ])
    await house.db.update(account).set({ senderAddress: 'a@tobiishi.example' })
  })

  test('while the sender cannot be named as the law wants it; other mail leaves', async () => {
    const [letter, receipt] = [
      await sendJourney(house),
      await sendJourney(house, { class: 'transactional' }),
    ]
    await house.db.update(account).set({ postalAddress: '' })
    // Nor is one published meanwhile.
    await expect(sendJourney(house)).rejects.toMatchObject({
      code: 'graph-unfinished',
      params: { problems: [{ code: 'sender-unnamed' }] },
    })
    const [id] = await queuedMessages(house, letter, 1)
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'held', reason: 'sender-unnamed' },
    ])
    const [other] = await queuedMessages(house, receipt, 1)
    expect(await handled(house, post, [other!])).toMatchObject([{ state: 'sent' }])
    await house.db.update(account).set({ postalAddress: '横浜市中区1-1' })
  })
})

describe('at the last moment, between claim and hand-over,', () => {
  test.for(['unsubscribed', 'bounced', 'by-hand'] as const)(
    'a suppression (%s) still stops a mail',
    async (reason) => {
      const [first, second] = await queuedMessages(house, await sendJourney(house), 2)
      await claimedBy(77)
      await suppressed(first!, reason)
      expect([...(await markAll(77, [first!, second!])).keys()]).toEqual([second])
    },
  )

  test('a pause, an archiving and a stop keep it', async () => {
    const journey = await sendJourney(house)
    const [id] = await queuedMessages(house, journey, 1)
    await claimedBy(77)
    for (const state of ['paused', 'archived'] as const) {
      await put(journey.id, state)
      expect(await markAll(77, [id!])).toEqual(new Map())
    }
    await put(journey.id, 'live')
    await house.db.update(account).set({ stopped: true })
    expect(await markAll(77, [id!])).toEqual(new Map())
    await house.db.update(account).set({ stopped: false })
    expect(await markAll(77, [id!])).toEqual(new Map([[id, 1]]))
  })

  test('another worker cannot take it over, nor the same one twice', async () => {
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    expect(await claimedBy(77)).toHaveLength(1)
    expect(await claimedBy(78)).toHaveLength(0)
    expect(await markAll(78, [id!])).toEqual(new Map())
    expect(await markAll(77, [id!])).toEqual(new Map([[id, 1]]))
    expect(await markAll(77, [id!])).toEqual(new Map())
  })

  test('an opt-out that is being written wins over the mark that waits for it', async () => {
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    await claimedBy(77)
    const { id: contactId } = await contactOf(id!)
    let marking: Promise<Map<number, number>> | undefined
    await transaction(house.db, async (tx) => {
      const now = await house.clock(tx)
      await tx.select().from(contacts).where(eq(contacts.id, contactId)).for('no key update')
      await withdraw(tx, { contactIds: [contactId], reason: 'unsubscribed' }, now)
      marking = markAll(77, [id!])
      await until('the mark waits for the lock', async () => {
        const [row] = await house.db.execute<{ waits: boolean }>(sql`
          SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted) AS waits`)
        return row!.waits
      })
    })
    expect(await marking).toEqual(new Map())
    expect(await rowsOf(house, [id!])).toMatchObject([
      { state: 'suppressed', reason: 'unsubscribed' },
    ])
  })

  test('whoever opted out before a mail was marked gets none, in the middle of a crowd', async () => {
    const ids = await queuedMessages(house, await sendJourney(house), 150)
    const chosen = ids.filter((_, index) => index % 3 === 0)
    post.kick()
    const unsubscribing = chosen.map(async (id) => {
      const { id: contactId, emailKey } = await contactOf(id)
      return transaction(house.db, async (tx) => {
        await tx.select().from(contacts).where(eq(contacts.id, contactId)).for('no key update')
        const now = await house.clock(tx)
        await withdraw(tx, { contactIds: [contactId], reason: 'unsubscribed' }, now)
        const entry = { contactId, emailKey, reason: 'unsubscribed', origin: 'test' } as const
        await suppress(tx, entry, now)
      })
    })
    await Promise.all(unsubscribing)
    const rows = await handled(house, post, ids)
    const sent = rows.filter((row) => row.state === 'sent')
    const out = rows.filter((row) => row.state === 'suppressed')
    expect(sent.length + out.length).toBe(150)
    expect(sent.length).toBeGreaterThanOrEqual(100)
    // What was left out was never seen outside, and everybody else once.
    const outside = new Set(listener.arrived.map((mail) => mail.messageId))
    expect(outside).toEqual(new Set(sent.map((row) => row.headerId)))
    expect(listener.arrived).toHaveLength(sent.length)
    expect(out.every((row) => row.sendingAt === null)).toBe(true)
  })
})

test('a mail that another transport was to send goes by the one in use', async () => {
  const [id] = await queuedMessages(house, await sendJourney(house), 1)
  await house.db.execute(sql`
    INSERT INTO transports (key, name, address) VALUES ('mailbox', 'mailbox', '127.0.0.1')`)
  await house.db.execute(sql`
    UPDATE messages SET transport_id = (SELECT id FROM transports WHERE key = 'mailbox')
     WHERE id = ${id!}`)
  await moveHere(house.db)
  expect(await handled(house, post, [id!])).toMatchObject([{ state: 'sent' }])
})
