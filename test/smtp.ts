import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server'

/** A mail that reached us whole, whatever we answered. */
export type Arrived = { messageId: string; from: string; to: string; raw: string; taken: boolean }

/** What to say: `550 no such user`; hang up at that point; undefined: go on. */
export type Say = string | 'hang-up' | undefined

/** How a listener behaves; each part may take its time by returning a promise. */
export type Script = {
  greet?: () => Say | Promise<Say>
  mail?: (from: string) => Say | Promise<Say>
  rcpt?: (to: string) => Say | Promise<Say>
  /** As the mail begins to come, before its final dot. */
  data?: (to: string) => Say | Promise<Say>
  /** Behind the final dot. */
  end?: (mail: Arrived) => Say | Promise<Say>
}

export type Listener = {
  port: number
  url: string
  /** Mails whose final dot was read, in order. */
  arrived: Arrived[]
  /** How often each mail was taken, by Message-ID without brackets. */
  taken(): Map<string, number>
  behave(script: Script): void
  connections(): number
  stop(): Promise<void>
}

/** Opens an SMTP listener on loopback that takes every mail until told otherwise. */
export async function openListener(
  script: Script = {},
  options: SMTPServerOptions = {},
): Promise<Listener> {
  let acting = script
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, done) => answer(session, acting.greet?.(), done),
    onMailFrom: (address, session, done) => answer(session, acting.mail?.(address.address), done),
    onRcptTo: (address, session, done) => answer(session, acting.rcpt?.(address.address), done),
    onData: (stream, session, done) => void take(stream, session, done),
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done) {
    const to = session.envelope.rcptTo[0]?.address ?? ''
    const early = await acting.data?.(to)
    if (early === 'hang-up') return hangUp(session)
    // A sender that died in mid-mail has handed over nothing.
    const chunks = await stream.toArray().catch(() => null)
    if (chunks === null) return
    const raw = Buffer.concat(chunks).toString('utf8')
    const messageId = /^Message-ID:\s*<(.*)>/im.exec(raw)?.[1] ?? digest(raw)
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
    const mail: Arrived = { messageId, from, to, raw, taken: false }
    arrived.push(mail)
    const say = early ?? (await acting.end?.(mail))
    mail.taken = say === undefined
    answer(session, say, done)
  }

  async function answer(session: SMTPServerSession, words: Say | Promise<Say>, done: Done) {
    const say = await words
    if (say === 'hang-up') return hangUp(session)
    if (say === undefined) return done()
    const responseCode = Number(say.slice(0, 3))
    done(Object.assign(new Error(say.slice(4)), { responseCode }))
  }

  function hangUp({ id }: SMTPServerSession) {
    for (const connection of server.connections) {
      if (connection.id === id) connection._socket.destroy()
    }
  }

  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    taken() {
      const counts = new Map<string, number>()
      for (const { taken, messageId } of arrived) {
        if (taken) counts.set(messageId, (counts.get(messageId) ?? 0) + 1)
      }
      return counts
    },
    behave(next) {
      acting = next
    },
    connections: () => server.connections.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve)
        for (const connection of server.connections) connection._socket.destroy()
      }),
  }
}

type Done = (error?: Error | null) => void

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
