import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import type { Mail } from '../templates/compose.ts'
import { type Answer, answerOf, type Failure, tidy } from './answer.ts'
import { written } from './mime.ts'

export type Pool = {
  /** Connections at most, and so mails in the air at once. */
  width: number
  /** Hands one mail to the next server and says what became of it; never throws. */
  handOver(mail: Mail): Promise<Answer>
  /** Closes what is idle; `force` also what is in the middle of a mail. */
  close(options?: { force?: boolean }): void
}

export type Opening = {
  /** smtp:// or smtps://, with credentials. */
  url: string
  connections: number
  /** Our origin: its host name is how we introduce ourselves. */
  baseUrl: string
  /** Whether the built-in mailbox is at the other end. */
  catches: boolean
}

/** Opens a pool of SMTP connections. It connects with the first mail. */
export function openPool(opening: Opening): Pool {
  const smtp = new SMTPPool(poolOptions(opening))
  const transport = createTransport(smtp, { disableFileAccess: true, disableUrlAccess: true })
  const underWay = new Map<string, Once>()
  transport.use('stream', (mail, done) => {
    const stream = new Once(written(mail.message))
    underWay.set(mail.message.messageId(), stream)
    mail.message.createReadStream = () => stream
    done()
  })
  const tryOnce = async (mail: Mail): Promise<Answer> => {
    try {
      const { response } = await transport.sendMail({ ...mail, textEncoding: 'base64' })
      return { type: opening.catches ? 'caught' : 'sent', reply: tidy(response) }
    } catch (error) {
      return answerOf(error as Failure, underWay.get(mail.messageId)?.readableEnded ?? false)
    } finally {
      underWay.delete(mail.messageId)
    }
  }
  return {
    width: opening.connections,
    async handOver(mail) {
      const answer = await tryOnce(mail)
      if (!isStale(answer)) return answer
      // A connection that rested in the pool may have been closed at the other end. Nothing of the
      // mail has left us, so one more try, over a fresh connection, cannot send it twice.
      const second = await tryOnce(mail)
      return isStale(second) ? { ...second, reply: null } : second
    },
    close: (options) => smtp.close(options),
  }
}

/**
 * What nodemailer is told. smtps:// is TLS from the start, smtp:// must turn to TLS by STARTTLS;
 * `?tls=optional` lifts that for a relay in a private network, and a relay on this machine is
 * spoken to in the clear.
 */
export function poolOptions({ url, connections, baseUrl }: Opening): SMTPPool.Options {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const here = LOOPBACK.test(hostname)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ignoreTLS: !secure && here,
    requireTLS: !secure && !here && searchParams.get('tls') !== 'optional',
    ...(secure && here && { tls: { rejectUnauthorized: false } }),
    ...(username && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    name: introduction(baseUrl),
    maxConnections: connections,
    maxMessages: 100,
    // A mail goes out again when our own rows say so, never by itself.
    maxRequeues: 0,
    connectionTimeout: 15_000,
    greetingTimeout: 30_000,
    // RFC 5321 4.5.3.2.6: a server may think for ten minutes about the final dot, and hanging up
    // earlier is how a mail comes twice.
    socketTimeout: 600_000,
    // Idle connections are ours to close, before the other end does (commonly after a minute).
    idleTimeout: 20_000,
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** EHLO wants a full host name; nodemailer falls back to its own where we have none. */
function introduction(baseUrl: string): string | undefined {
  const { hostname } = new URL(baseUrl)
  return hostname.includes('.') && !isIP(hostname) ? hostname : undefined
}

const isStale = (answer: Answer): answer is Extract<Answer, { type: 'deferred' }> =>
  answer.type === 'deferred' && answer.reason === 'no-connection' && answer.reply === STALE

/** nodemailer's words when a pooled connection went before it took the mail (maxRequeues: 0). */
const STALE = 'Reached maximum number of retries after connection was closed'

/**
 * A mail that is there already, as a stream that knows whether it was read to its end. It is given out
 * in slices, so that the end is not read while the start still waits for the wire.
 */
class Once extends Readable {
  #content: Buffer
  #given = 0

  constructor(content: Buffer) {
    super()
    this.#content = content
  }

  override _read() {
    const slice = this.#content.subarray(this.#given, this.#given + SLICE)
    this.#given += slice.length
    this.push(slice)
    if (this.#given >= this.#content.length) this.push(null)
  }
}

const SLICE = 64 * 1024
