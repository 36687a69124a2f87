import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { workers } from './table.ts'

/** Registers this process among the living workers. */
export async function register(db: Db): Promise<number> {
  await buryDead(db)
  const [row] = await db
    .insert(workers)
    .values({ host: host(), pid: process.pid })
    .returning({ id: workers.id })
  return row!.id
}

export async function beat(db: Db, id: number): Promise<void> {
  await db.update(workers).set({ beatAt: sql`clock_timestamp()` }).where(eq(workers.id, id))
}

/** Forgets workers that fell silent long ago; what they held was taken over within seconds. */
export async function forgetSilent(db: Db): Promise<void> {
  await db.delete(workers).where(sql`${workers.beatAt} < clock_timestamp() - interval '1 day'`)
}

export async function leave(db: Db, id: number): Promise<void> {
  await db.delete(workers).where(eq(workers.id, id))
}

/** Workers of this very host whose process is no more need not be waited for. */
async function buryDead(db: Db): Promise<void> {
  const here = await db.select().from(workers).where(eq(workers.host, host()))
  const gone = here.filter((worker) => !isAlive(worker.pid)).map((worker) => worker.id)
  if (gone.length > 0) await db.delete(workers).where(inArray(workers.id, gone))
}

function isAlive(pid: number): boolean {
  // A number used again by ourselves was a process before us.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Process numbers mean something within one namespace only: two containers may share a host name. */
function host(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}
