import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '../server/messages/table.ts'
import { type House, openHouse } from './database.ts'
import { nasty } from './hostile/values.ts'
import { handled, openPost, type Post, sendJourney } from './mailing.ts'
import { nameSender, runDry } from './make.ts'
import { type Arrived, type Listener, openListener } from './smtp.ts'

let house: House
let listener: Listener
let post: Post
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example.jp', smtpUrl: listener.url })
  await nameSender(house)
  post = await openPost(house, listener.url)
})
afterAll(async () => {
  await post.pump.stop()
  await listener.stop()
  await house.close()
})

const all = '{{ contact.last_name }}|{{ contact.company | default: "-" }}|{{ payload.note }}'
const transactional = { class: 'transactional' }

/** Somebody of this name walks a journey and gets its mail. */
async function walker(journey: { id: number }, email: string, text = '') {
  const attributes = { last_name: text, first_name: text, company: text }
  const made = await house.api<{ id: number }>('POST', '/api/contacts', { email, attributes })
  expect(made.status).toBe(201)
  const entry = { contactId: made.body.id, triggerNodeId: 'start', payload: { note: text } }
  const { status } = await house.api('POST', `/api/journeys/${journey.id}/enrollments`, entry)
  expect(status).toBe(201)
}

/** All that is due goes out; returns what arrived, by address. */
async function sentAll(journey: { id: number }): Promise<Map<string, Arrived>> {
  await runDry(house, journey)
  const rows = await house.db.select({ id: messages.id }).from(messages)
  await handled(
    house,
    post,
    rows.map(({ id }) => id),
  )
  return new Map(listener.arrived.map((each) => [each.to, each]))
}

/** The names of its headers, in order. */
const headersOf = ({ raw }: Arrived) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => line.split(':')[0])

test('words that are headers, HTML or Liquid elsewhere arrive as words', async () => {
  const html = `<p title="{{ contact.last_name }}">${all}</p>`
  const mail = { subject: `Hello ${all}`, preheader: all, html, text: all, ...transactional }
  const journey = await sendJourney(house, mail)
  const ends = ['Ren\nContent-Type: text/html\n\n<b>', '=?utf-8?B?QmNjOiBh?=', '\r\n.\r\n']
  const texts = ['Ren', ...nasty, ...ends]
  for (const [n, text] of texts.entries()) await walker(journey, `n${n}@example.jp`, text)
  const arrived = await sentAll(journey)
  expect(arrived.size).toBe(texts.length)
  const plain = headersOf(arrived.get('n0@example.jp')!)
  for (const [n, text] of texts.entries()) {
    const letter = arrived.get(`n${n}@example.jp`)!
    expect(headersOf(letter), text).toEqual(plain)
    const { to, cc, bcc, attachments, subject, html, text: words } = await simpleParser(letter.raw)
    expect([to].flat().flatMap((each) => each!.value.map(({ address }) => address))).toEqual([
      letter.to,
    ])
    expect([cc, bcc, attachments]).toEqual([undefined, undefined, []])
    expect(subject).not.toMatch(/[\r\n]/)
    expect(String(html)).not.toMatch(/<script|<img src=x|<b>/)
    if (text.includes('{{')) expect(words).toContain(text)
  }
})

test('a sender and a subject hold one line, whoever wrote them', async () => {
  const breaking = 'Minato\r\nBcc: victim@example.jp\r\n\r\n<script>'
  const { body } = await house.api<object>('GET', '/api/account')
  const named = { ...body, name: breaking, senderName: breaking, postalAddress: breaking }
  expect((await house.api('PUT', '/api/account', named)).status).toBe(200)
  const journey = await sendJourney(house, { subject: breaking, text: 'x', ...transactional })
  await walker(journey, 'last@example.jp')
  const letter = (await sentAll(journey)).get('last@example.jp')!
  const { from, bcc, headers, subject } = await simpleParser(letter.raw)
  expect(from!.value.map(({ address }) => address)).toEqual(['hello@minato.example.jp'])
  expect([bcc, headers.has('bcc')]).toEqual([undefined, false])
  expect(subject).toBe('Minato Bcc: victim@example.jp <script>')
})
