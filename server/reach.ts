import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { causeOf } from './code-of.ts'
import { connect } from './db.ts'
import { Halt } from './halt.ts'

/** SQLSTATE 57P03 cannot_connect_now: the server is starting, or recovering from a crash. */
const STARTING = '57P03'
const OLDEST = 17

/**
 * Makes sure that a database answers and is new enough; waits while its server is starting.
 * @throws Halt `database-unreachable`, `database-too-old`
 */
export async function reachDatabase(url: string): Promise<void> {
  for (;;) {
    const asked = await ask(url)
    if (asked.type === 'version') {
      if (asked.number >= OLDEST * 10_000) return
      throw new Halt('database-too-old', { version: String(Math.floor(asked.number / 10_000)) })
    }
    if (asked.code !== STARTING) {
      throw new Halt('database-unreachable', { address: addressOf(url), reason: asked.reason })
    }
    await pause(500)
  }
}

/** Host, port and database without the credentials, for people to read. Pure. */
export function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || 5432}${pathname}`
}

type Asked = { type: 'version'; number: number } | { type: 'no'; code: string; reason: string }

async function ask(url: string): Promise<Asked> {
  const patient = new URL(url)
  if (!patient.searchParams.has('connect_timeout')) patient.searchParams.set('connect_timeout', '8')
  const { db, close } = connect(patient.toString(), 1)
  try {
    const [row] = await db.execute<{ number: string }>(
      sql`SELECT current_setting('server_version_num') AS number`,
    )
    return { type: 'version', number: Number(row!.number) }
  } catch (error) {
    const { code = '', message = '' } = causeOf(error) as { code?: string; message?: string }
    return { type: 'no', code, reason: [code, message].filter(Boolean).join(': ') }
  } finally {
    await close()
  }
}
