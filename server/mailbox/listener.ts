import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { codeOf } from '../code-of.ts'
import type { Ground } from '../ground.ts'
import { type Arrived, openIntake } from './intake.ts'

export type Mailbox = { port: number; stop(): Promise<void> }

/** More than any mail a journey can make. */
const LARGEST = 10 * 1024 * 1024

/**
 * Opens the built-in mailbox: an SMTP listener on loopback that takes every mail to anybody and sends
 * none on. It answers 250 once a mail is durable.
 */
export async function startMailbox(ground: Ground): Promise<Mailbox> {
  const intake = openIntake(ground)
  const server = new SMTPServer({
    name: 'mailbox.tobiishi',
    banner: 'Tobiishi built-in mailbox: takes all, sends nothing on',
    size: LARGEST,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    // Nobody but us connects, so nobody needs looking up.
    disableReverseLookup: true,
    logger: false,
    async onData(stream, session, done) {
      try {
        const id = await intake.take(await arrivedBy(stream, session))
        done(null, `OK caught as ${id}`)
      } catch (error) {
        if (!(error instanceof TooLarge)) {
          ground.log.error({ fact: 'mailbox.failed', error: codeOf(error) })
        }
        const responseCode = error instanceof TooLarge ? 552 : 451
        const words = error instanceof TooLarge ? 'The mail is too large' : 'Could not be stored'
        done(Object.assign(new Error(words), { responseCode }))
      }
    },
  })
  server.on('error', (error) => ground.log.warn({ fact: 'mailbox.client', error: codeOf(error) }))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

class TooLarge extends Error {}

async function arrivedBy(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<Arrived> {
  const chunks: Buffer[] = []
  // The stream is read to its end even past the limit, so that the answer can be heard.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) throw new TooLarge()
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map((each) => each.address).join(', '),
    raw: Buffer.concat(chunks),
  }
}
