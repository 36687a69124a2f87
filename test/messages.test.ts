import { and, eq, sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contacts } from '../server/contacts/table.ts'
import { connect } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { leave } from '../server/enrollments/workers.ts'
import { openLedger } from '../server/messages/ledger.ts'
import { hostWaitMs, retry } from '../server/messages/retry.ts'
import { sweepDead } from '../server/messages/sweep.ts'
import { messages } from '../server/messages/table.ts'
import { unsubscribeToken } from '../server/messages/token.ts'
import { openPool } from '../server/transports/pool.ts'
import { type House, openHouse } from './database.ts'
import {
  attemptsOf,
  handled,
  openPost,
  type Post,
  queuedMessages,
  rowsOf,
  sendJourney,
} from './mailing.ts'
import { runDry, until } from './make.ts'
import { type Listener, openListener, type Script } from './smtp.ts'

let house: House
let listener: Listener
let post: Post
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await house.db.execute(sql`
    INSERT INTO account (sender_name, sender_address, postal_address, enquiry)
    VALUES ('飛び石', 'hello@tobiishi.example', '横浜市中区1-1', 'hello@tobiishi.example')`)
})
beforeEach(async () => {
  listener.behave({})
  listener.arrived.length = 0
  house.tickets.length = 0
  // What an earlier test left due would go first.
  await house.db.execute(sql`
    UPDATE messages SET state = 'skipped', due_at = NULL WHERE due_at IS NOT NULL`)
  post = await openPost(house, listener.url)
})
afterEach(() => post.pump.stop())
afterAll(async () => {
  await house.close()
  await listener.stop()
})

const enrollmentOf = async (messageId: number) => {
  const [row] = await rowsOf(house, [messageId])
  const [enrollment] = await house.db
    .select()
    .from(enrollments)
    .where(eq(enrollments.id, row!.enrollmentId))
  return enrollment!
}

describe('what the next server answers', () => {
  const host = { state: 'deferred', attempt: 'deferred' }
  const table: [
    what: string,
    script: Script,
    wanted: { state: string; reason: string | null; attempt: string },
  ][] = [
    ['takes the mail', {}, { state: 'sent', reason: null, attempt: 'sent' }],
    [
      'refuses the recipient',
      { rcpt: () => '550 5.1.1 no such user' },
      { state: 'rejected', reason: 'refused', attempt: 'rejected' },
    ],
    [
      'refuses the content',
      { end: () => '554 5.7.1 spam' },
      { state: 'rejected', reason: 'refused', attempt: 'rejected' },
    ],
    [
      'finds the mail too large',
      { mail: () => '552 too large' },
      { state: 'rejected', reason: 'refused', attempt: 'rejected' },
    ],
    [
      'has a full mailbox',
      { rcpt: () => '452 4.2.2 mailbox full' },
      { state: 'deferred', reason: 'temporary', attempt: 'deferred' },
    ],
    [
      'cannot take the content now',
      { end: () => '451 4.3.0 later' },
      { state: 'deferred', reason: 'temporary', attempt: 'deferred' },
    ],
    ['refuses the sender', { mail: () => '550 who' }, { ...host, reason: 'sender-refused' }],
    ['greets with a no', { greet: () => '554 go away' }, { ...host, reason: 'relay-refused' }],
    ['closes with 421', { rcpt: () => '421 4.7.0 slow down' }, { ...host, reason: 'relay-busy' }],
    ['closes with 421 at the end', { end: () => '421 bye' }, { ...host, reason: 'relay-busy' }],
    [
      'hangs up before the content',
      { rcpt: () => 'hang-up' },
      { ...host, reason: 'no-connection' },
    ],
    [
      'hangs up behind the final dot',
      { end: () => 'hang-up' },
      { state: 'unknown', reason: 'connection-lost', attempt: 'unknown' },
    ],
  ]
  test.for(table)('%s', async ([, script, wanted]) => {
    listener.behave(script)
    const journey = await sendJourney(house)
    const [id] = await queuedMessages(house, journey, 1)
    const [row] = await handled(house, post, [id!])
    expect(row).toMatchObject({ state: wanted.state, reason: wanted.reason, tries: 1 })
    expect(row!.finalAt === null).toBe(['deferred', 'unknown'].includes(wanted.state))
    const tries = await attemptsOf(house, id!)
    expect(tries).toMatchObject([{ number: 1, outcome: wanted.attempt, reason: wanted.reason }])
    expect(tries[0]!.reply).toBe(row!.reply)
    // Only what is over lets the walk go on.
    const over = ['sent', 'rejected'].includes(wanted.state)
    expect((await enrollmentOf(id!)).wakeAt === null).toBe(!over)
    await runDry(house, journey)
    expect((await enrollmentOf(id!)).state).toBe(over ? 'completed' : 'waiting')
  })

  test('hangs up before a large mail has gone out: it cannot have been taken', async () => {
    listener.behave({ data: () => 'hang-up' })
    const baseUrl = 'https://mail.example'
    const pool = openPool({ url: listener.url, connections: 1, baseUrl, catches: false })
    const answer = await pool.handOver({
      subject: '件名',
      html: '',
      text: '飛び石を渡る。\n'.repeat(2_000_000),
      from: { name: '', address: 'hello@tobiishi.example' },
      to: { name: '', address: 'yui@example.jp' },
      headers: {},
      messageId: '<1@tobiishi.example>',
      merged: {},
    })
    pool.close()
    expect(answer).toMatchObject({ type: 'deferred', reason: 'no-connection' })
  })

  test('is kept as it was said, whatever bytes it held', async () => {
    listener.behave({ rcpt: () => '550 5.1.1 a\u0000b そんな人はいません' })
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    const [row] = await handled(house, post, [id!])
    expect(row!.reply).toMatch(/^550 5\.1\.1 a ?b そんな人はいません$/)
  })
})

describe('a crowd', () => {
  test('gets each mail once, and walks on', async () => {
    const journey = await sendJourney(house, {
      subject: '{{ contact.email }}',
      html: '<p>{{ contact.email }}</p>',
    })
    const ids = await queuedMessages(house, journey, 400)
    const rows = await handled(house, post, ids)
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['sent']))
    const taken = listener.taken()
    expect(taken.size).toBe(400)
    for (const { headerId } of rows) expect(taken.get(headerId!)).toBe(1)
    await runDry(house, journey)
    const done = await house.db
      .select()
      .from(enrollments)
      .where(and(eq(enrollments.journeyId, journey.id), eq(enrollments.state, 'completed')))
    expect(done).toHaveLength(400)
    expect(house.tickets.filter((ticket) => ticket.name === 'advance').length).toBeGreaterThan(0)
  })

  test('never has more connections or open marks than two pool widths', async () => {
    let [open, most] = [0, 0]
    const gates: (() => void)[] = []
    listener.behave({
      end: () =>
        new Promise((resolve) => {
          open++
          most = Math.max(most, open)
          gates.push(() => {
            open--
            resolve(undefined)
          })
        }),
    })
    const ids = await queuedMessages(house, await sendJourney(house), 60)
    post.kick()
    await until('all connections are busy', async () => open === 8)
    const sending = (await rowsOf(house, ids)).filter((row) => row.state === 'sending')
    expect(sending.length).toBeGreaterThan(8)
    expect(sending.length).toBeLessThanOrEqual(16)
    await until('everybody has got theirs', async () => {
      for (const open of gates.splice(0)) open()
      return (await rowsOf(house, ids)).every((row) => row.state === 'sent')
    })
    expect(most).toBe(8)
  })

  test('is not held up by one whose text fails, nor by one whose address is refused', async () => {
    const journey = await sendJourney(house, {
      text: '{% if payload.bad %}{% for i in (1..99999999) %}x{% endfor %}{% endif %}ok',
    })
    const good = await queuedMessages(house, journey, 5)
    const [bad] = await queuedMessages(house, journey, 1, { payload: { bad: true } })
    const [refused] = await queuedMessages(house, journey, 1)
    const [row] = await rowsOf(house, [refused!])
    const [victim] = await house.db.select().from(contacts).where(eq(contacts.id, row!.contactId))
    listener.behave({ rcpt: (to) => (to === victim!.email ? '550 no' : undefined) })
    const rows = await handled(house, post, [...good, bad!, refused!])
    expect(rows.map((each) => each.state)).toEqual([
      ...good.map(() => 'sent'),
      'failed',
      'rejected',
    ])
    expect(rows[5]).toMatchObject({ reason: 'render-error' })
    expect(rows[5]!.error).toMatch(/^text 1:21 memory alloc limit exceeded\n.*\n +\^$/)
    expect(await attemptsOf(house, bad!)).toEqual([])
    await runDry(house, journey)
    expect((await enrollmentOf(bad!)).state).toBe('completed')
  })

  test('of transactional mails goes first', async () => {
    const news = await queuedMessages(house, await sendJourney(house), 40)
    const order = await sendJourney(house, { class: 'transactional' })
    const receipts = await queuedMessages(house, order, 10, { consent: false })
    await handled(house, post, [...news, ...receipts])
    // Eight connections are as even as horses: the receipts are all among the first two rounds.
    const first = listener.arrived.slice(0, 16).map((mail) => Number(mail.messageId.split('.')[0]))
    expect(first).toEqual(expect.arrayContaining(receipts))
  })
})

describe('a mail on the wire', () => {
  test('has one List-Unsubscribe, the one-click field beside it, and no advertisement for us', async () => {
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    await handled(house, post, [id!])
    const [head] = listener.arrived[0]!.raw.split('\r\n\r\n')
    const lines = head!.split(/\r\n(?!\s)/)
    const named = (name: string) => lines.filter((line) => line.startsWith(`${name}:`))
    expect(named('List-Unsubscribe')).toEqual([
      expect.stringMatching(/^List-Unsubscribe: <https:\/\/mail\.example\/u\/[\w-]{30}>$/),
    ])
    expect(named('List-Unsubscribe-Post')).toEqual([
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ])
    expect(named('Message-ID')).toEqual([
      expect.stringMatching(new RegExp(`^Message-ID: <${id}\\.[0-9a-f]{8}@tobiishi\\.example>$`)),
    ])
    for (const name of [
      'From',
      'To',
      'Subject',
      'Date',
      'MIME-Version',
      'List-ID',
      'Feedback-ID',
    ]) {
      expect(named(name)).toHaveLength(1)
    }
    expect(named('X-Mailer')).toEqual([])
  })

  test('that is no advertising has neither', async () => {
    const journey = await sendJourney(house, { class: 'transactional' })
    const [id] = await queuedMessages(house, journey, 1, { consent: false })
    await handled(house, post, [id!])
    expect(listener.arrived[0]!.raw).not.toMatch(/^List-/im)
  })
})

describe('a mail that is deferred', () => {
  test('is tried again after its wait, as the same message', async () => {
    house.clockAt('2026-11-24T03:00:00Z')
    listener.behave({ rcpt: () => '452 full' })
    const journey = await sendJourney(house)
    const [id] = await queuedMessages(house, journey, 1)
    const [first] = await handled(house, post, [id!])
    const waited = first!.dueAt!.since('2026-11-24T03:00:00Z').total('minutes')
    expect(waited).toBeGreaterThanOrEqual(4)
    expect(waited).toBeLessThanOrEqual(6)

    listener.behave({})
    house.clockAt(first!.dueAt!)
    const [second] = await handled(house, post, [id!])
    expect(second).toMatchObject({ state: 'sent', tries: 2, headerId: first!.headerId })
    expect(await attemptsOf(house, id!)).toMatchObject([
      { number: 1, outcome: 'deferred', reply: '452 full' },
      { number: 2, outcome: 'sent' },
    ])
    house.clockAt(null)
  })

  test('waits longer each time and expires after three days', () => {
    const queuedAt = Temporal.Instant.from('2026-11-24T00:00:00Z')
    const minutes = [1, 2, 3, 4, 5, 6, 7].map((tries) => {
      const again = retry({ queuedAt, tries }, queuedAt, 0.5)
      return again.state === 'deferred' ? again.dueAt.since(queuedAt).total('minutes') : 'expired'
    })
    expect(minutes).toEqual([5, 15, 30, 60, 120, 180, 180])
    const least = retry({ queuedAt, tries: 4 }, queuedAt, 0)
    const most = retry({ queuedAt, tries: 4 }, queuedAt, 1)
    expect(least).toMatchObject({ dueAt: queuedAt.add({ minutes: 48 }) })
    expect(most).toMatchObject({ dueAt: queuedAt.add({ minutes: 72 }) })
    const late = queuedAt.add({ hours: 71 })
    expect(retry({ queuedAt, tries: 9 }, late, 0.5)).toEqual({ state: 'expired' })
    expect(hostWaitMs(1, 0.5)).toBe(5_000)
    expect(hostWaitMs(99, 0.5)).toBe(600_000)
  })

  test('that has expired lets its walk go on', async () => {
    listener.behave({ rcpt: () => '452 full' })
    const journey = await sendJourney(house)
    const [id] = await queuedMessages(house, journey, 1)
    await house.db
      .update(messages)
      .set({ queuedAt: Temporal.Now.instant().subtract({ hours: 80 }) })
      .where(eq(messages.id, id!))
    const [row] = await handled(house, post, [id!])
    expect(row).toMatchObject({ state: 'expired', reason: 'temporary' })
    await runDry(house, journey)
    expect((await enrollmentOf(id!)).state).toBe('completed')
  })
})

test('a server that cannot be reached is left alone, and the rest of the queue with it', async () => {
  listener.behave({ greet: () => '421 too busy' })
  const ids = await queuedMessages(house, await sendJourney(house), 50)
  post.kick()
  await until('somebody was turned away', async () =>
    (await rowsOf(house, ids)).some((row) => row.state === 'deferred'),
  )
  await until('nothing is in hand', async () => {
    const rows = await rowsOf(house, ids)
    return rows.every((row) => ['deferred', 'queued'].includes(row.state))
  })
  const rows = await rowsOf(house, ids)
  expect(rows.filter((row) => row.tries > 0).length).toBeLessThanOrEqual(16)
})

test('what was claimed comes back when it cannot be made ready, later and not at once', async () => {
  const ids = await queuedMessages(house, await sendJourney(house), 3)
  await house.db.execute(sql`ALTER TABLE bodies RENAME TO bodies_away`)
  post.kick()
  const soon = async () => (await house.clock(house.db)).add({ seconds: 5 })
  const isBack = async (id: number) => {
    const [row] = await rowsOf(house, [id])
    return row!.state === 'queued' && Temporal.Instant.compare(row!.dueAt!, await soon()) > 0
  }
  await until('they are queued for later', async () =>
    (await Promise.all(ids.map(isBack))).every(Boolean),
  )
  await house.db.execute(sql`ALTER TABLE bodies_away RENAME TO bodies`)
  await house.db.execute(sql`UPDATE messages SET due_at = now() WHERE due_at IS NOT NULL`)
  const rows = await handled(house, post, ids)
  expect(rows.map(({ state, tries }) => [state, tries])).toEqual(ids.map(() => ['sent', 1]))
})

test('a worker that ends gives up writing where there is no database any more', async () => {
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => logged.push(line) })
  const gone = connect('postgres://nobody:secret@127.0.0.1:1/nothing', 1)
  const sender = { takeLeaving: () => [], left: () => {}, isIdle: () => true }
  const ledger = openLedger({ ...house, db: gone.db, log }, post.workerId, sender)
  const tell = () => ({ id: 1, enrollmentId: 1, state: 'sent' as const })
  ledger.tell({ enrollmentId: 1, tell, marked: true })
  await until('it was tried', async () => logged.length > 0)
  ledger.giveUp()
  await ledger.written()
  expect(logged[0]).toContain('outcomes.not-written')
  await gone.close()
})

describe('a worker that is gone', () => {
  test('leaves what it had claimed to others, and what it was handing over unknown', async () => {
    const answers: (() => void)[] = []
    listener.behave({
      end: () => new Promise((resolve) => answers.push(() => resolve('hang-up'))),
    })
    const journey = await sendJourney(house)
    const ids = await queuedMessages(house, journey, 40)
    post.kick()
    await until('mails are in the air', async () => listener.arrived.length === 8)
    // As after a kill -9: its heart has stopped, and another worker looks.
    await leave(house.db, post.workerId)
    await sweepDead(house)
    const rows = await rowsOf(house, ids)
    const unknown = rows.filter((row) => row.state === 'unknown')
    expect(unknown.length).toBeGreaterThanOrEqual(8)
    expect(unknown.length).toBeLessThanOrEqual(16)
    for (const { id } of unknown) {
      expect(await attemptsOf(house, id)).toMatchObject([
        { number: 1, outcome: 'unknown', reason: 'worker-gone' },
      ])
    }
    expect(rows.every((row) => ['unknown', 'queued'].includes(row.state))).toBe(true)
    await runDry(house, journey)
    expect((await enrollmentOf(unknown[0]!.id)).state).toBe('waiting')
    for (const answer of answers) answer()
  })

  test('that was only slow still brings its answer', async () => {
    let answer = () => {}
    listener.behave({
      end: () =>
        new Promise((resolve) => {
          answer = () => resolve(undefined)
        }),
    })
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    post.kick()
    await until('the mail is in the air', async () => listener.arrived.length === 1)
    await leave(house.db, post.workerId)
    await sweepDead(house)
    expect(await rowsOf(house, [id!])).toMatchObject([{ state: 'unknown' }])
    answer()
    await until('the answer counts', async () => (await rowsOf(house, [id!]))[0]!.state === 'sent')
    expect(await attemptsOf(house, id!)).toMatchObject([{ number: 1, outcome: 'sent' }])
  })
})

test('a worker that stops finishes what is in the air and puts back the rest', async () => {
  const answers: (() => void)[] = []
  listener.behave({
    end: () => new Promise((resolve) => answers.push(() => resolve(undefined))),
  })
  const ids = await queuedMessages(house, await sendJourney(house), 40)
  post.kick()
  await until('mails are in the air', async () => listener.arrived.length === 8)
  const stopped = post.pump.stop()
  for (const answer of answers) answer()
  await stopped
  const states = (await rowsOf(house, ids)).map((row) => row.state)
  expect(states.filter((state) => state === 'sent')).toHaveLength(8)
  expect(states.filter((state) => state === 'queued')).toHaveLength(32)
  expect((await rowsOf(house, ids)).filter((row) => row.tries > 0)).toHaveLength(8)
})

describe('what nobody knows', () => {
  const anUnknown = async (data = {}) => {
    listener.behave({ end: () => 'hang-up' })
    const journey = await sendJourney(house, data)
    const [id] = await queuedMessages(house, journey, 1)
    await handled(house, post, [id!])
    listener.behave({})
    return { id: id!, journey }
  }
  const decide = (id: number, what: string) =>
    house.api('POST', `/api/messages/${id}/decision`, { do: what })

  test('is listed, with what was sent', async () => {
    const { id } = await anUnknown({ html: '<p>{{ contact.email }}</p>' })
    const { body } = await house.api<{ messages: { id: number }[] }>(
      'GET',
      '/api/messages?state=unknown',
    )
    expect(body.messages.map((each) => each.id)).toContain(id)
    const { body: one } = await house.api<Record<string, string>>('GET', `/api/messages/${id}`)
    expect(one).toMatchObject({ state: 'unknown', subject: '件名', from: 'hello@tobiishi.example' })
    expect(one.html).toContain(`<p>${one.to}</p>`)
    const hidden = 'https://mail.example/u/…'
    expect(one.html).toContain(hidden)
    expect(one.headers).toContainEqual(['List-Unsubscribe', `<${hidden}>`])
    expect(JSON.stringify(one)).not.toContain(unsubscribeToken(house.secret, id))
  })

  test('is sent again as another try at the same message', async () => {
    const { id, journey } = await anUnknown()
    expect((await decide(id, 'send-again')).status).toBe(204)
    const [row] = await handled(house, post, [id])
    expect(row).toMatchObject({ state: 'sent', tries: 2 })
    expect(listener.arrived.map((mail) => mail.messageId)).toEqual([row!.headerId, row!.headerId])
    await runDry(house, journey)
    expect((await enrollmentOf(id)).state).toBe('completed')
    expect((await decide(id, 'leave')).status).toBe(409)
  })

  test('days later, too, and is tried as often as a new one', async () => {
    const { id } = await anUnknown()
    await house.db.execute(sql`
      UPDATE messages SET queued_at = now() - interval '5 days' WHERE id = ${id}`)
    listener.behave({ rcpt: () => '451 4.7.1 try again later' })
    await decide(id, 'send-again')
    expect(await handled(house, post, [id])).toMatchObject([{ state: 'deferred' }])
  })

  test('or left, and the walk goes on as its node says', async () => {
    for (const [ifLeftOut, state] of [
      ['go-on', 'completed'],
      ['exit', 'exited'],
    ]) {
      const { id, journey } = await anUnknown({ ifLeftOut })
      expect((await decide(id, 'leave')).status).toBe(204)
      expect(await rowsOf(house, [id])).toMatchObject([{ state: 'failed', reason: 'left-by-hand' }])
      await runDry(house, journey)
      expect((await enrollmentOf(id)).state).toBe(state)
      expect(listener.taken().size).toBe(0)
    }
    const { body } = await house.api<{ entries: { action: string }[] }>('GET', '/api/audit')
    expect(body.entries.map((entry) => entry.action)).toContain('message.left')
  })

  test('or not there at all', async () => {
    expect((await decide(999_999, 'leave')).status).toBe(404)
    expect((await house.api('GET', '/api/messages/999999')).status).toBe(404)
  })
})

test('equal texts to many people are kept once', async () => {
  const count = async () => {
    const [row] = await house.db.execute<{ n: string }>(sql`SELECT count(*) AS n FROM bodies`)
    return Number(row!.n)
  }
  const before = await count()
  const journey = await sendJourney(house, { text: 'みなさまへ、同じお知らせです。' })
  const ids = await queuedMessages(house, journey, 30)
  await handled(house, post, ids)
  expect(await count()).toBe(before + 1)
  const links = new Set(listener.arrived.map(({ raw }) => /u\/([\w-]{30})/.exec(raw)?.[1]))
  expect(links.size).toBe(30)
})
