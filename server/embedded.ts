import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, postgresBinaries } from './embedded/binaries.ts'
import { createCluster } from './embedded/cluster.ts'
import { dropLock, lockHolder, takeLock } from './embedded/lock.ts'
import { awaitReady, isReady, runPostgres, stopLeftOver } from './embedded/postmaster.ts'
import { postgresUser } from './embedded/user.ts'
import { Halt } from './halt.ts'

export type Embedded = {
  url: string
  /** Resolves when Postgres ends without having been asked to. */
  died: Promise<void>
  /** Ends Postgres cleanly; close the pools first. */
  stop(): Promise<void>
  /** Ends Postgres at once; it recovers at its next start. */
  kill(): void
}

export type EmbeddedOptions = {
  /** Postgres settings over ours. */
  settings?: Record<string, string>
  /** Whether a crash of the machine may cost the data: only in tests. */
  careless?: boolean
  /** Called before a cluster is made, which takes seconds. */
  onFirst?: () => void
}

/**
 * Runs our own Postgres on the data in `home`. Whatever an earlier process left running there is
 * stopped first; a crash is recovered by Postgres itself.
 * @throws Halt `already-running`, `postgres-failed`, `no-postgres-user`, …
 */
export async function startEmbedded(
  home: string,
  { settings = {}, careless = false, onFirst }: EmbeddedOptions = {},
): Promise<Embedded> {
  const lock = join(home, 'lock')
  const holder = takeLock(lock)
  if (holder) throw new Halt('already-running', { folder: home, pid: holder.pid })
  try {
    const data = join(home, 'postgres')
    const user = postgresUser(data)
    const binaries = postgresBinaries(user, home)
    const place = { home, data, user, pgCtl: binary(binaries, 'pg_ctl') }
    await stopLeftOver(place)
    if (!existsSync(data)) {
      onFirst?.()
      const initdb = binary(binaries, 'initdb')
      const postgres = binary(binaries, 'postgres')
      await createCluster({ ...place, initdb, postgres, password: password(home), careless })
    }
    const postgres = binary(binaries, 'postgres')
    const running = await runPostgres({ ...place, postgres, settings })
    return {
      url: urlOf(home, running.port),
      died: running.died,
      kill: running.kill,
      async stop() {
        await running.stop()
        dropLock(lock)
      },
    }
  } catch (error) {
    dropLock(lock)
    throw error
  }
}

/**
 * The address of the Postgres that a running start keeps in `home`, for the command line beside it;
 * null when nothing runs there.
 */
export async function findRunning(home: string): Promise<string | null> {
  const lock = join(home, 'lock')
  if (!lockHolder(lock)) return null
  const data = join(home, 'postgres')
  await awaitReady(data, () => lockHolder(lock) === null)
  if (!isReady(data)) return null
  return urlOf(home, Number(readFileSync(join(home, 'port'), 'utf8')))
}

const urlOf = (home: string, port: number) =>
  `postgres://tobiishi:${password(home)}@127.0.0.1:${port}/tobiishi`

/** Made once; only we can read it. */
function password(home: string): string {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
