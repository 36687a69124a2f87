import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Halt } from '../halt.ts'
import { runOnce } from './cluster.ts'
import { birth } from './lock.ts'
import type { User } from './user.ts'

type Place = { home: string; data: string; user: User; pgCtl: string }

const ours: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // A socket's path may be longer than a system allows; nobody needs it.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  // Disks of today seek as fast as they read on.
  random_page_cost: '1.1',
  jit: 'off',
  // A helper more than there are cores slows a count down: two on two cores by up to three times.
  max_parallel_workers_per_gather: String(Math.min(2, Math.max(1, availableParallelism() - 1))),
  timezone: 'UTC',
  // Details and statements hold addresses and names.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** Runs the server in a session of its own, so that a terminal's Ctrl-C reaches only us. */
export async function runPostgres(
  place: Place & { postgres: string; settings: Record<string, string> },
): Promise<{ port: number; died: Promise<void>; stop(): Promise<void>; kill(): void }> {
  const { home, data, user, postgres } = place
  for (let tries = 1; ; tries++) {
    const port = await keptPort(home)
    const settings = Object.entries({ ...ours, port: String(port), ...place.settings })
    const log = openLog(home)
    const child = spawn(
      postgres,
      ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...user, cwd: home, env: { LC_ALL: 'C' }, detached: true, stdio: ['ignore', log, log] },
    )
    closeSync(log)
    let stopping = false
    const exit = new Promise<void>((resolve) => {
      child.on('exit', () => resolve())
      child.on('error', () => resolve())
    })
    let over = false
    exit.then(() => {
      over = true
    })
    await awaitReady(data, () => over, child.pid)
    if (!over) {
      const died = new Promise<void>((resolve) => exit.then(() => stopping || resolve()))
      const stop = async () => {
        stopping = true
        if (!over) await shutDown(place)
        await exit
      }
      return { port, died, stop, kill: () => child.kill('SIGQUIT') }
    }
    const output = lastLines(join(home, 'postgres.log'))
    // Somebody was quicker at the port, or backends of a killed server are still ending.
    const passing = /could not bind|shared memory block|lock file "postmaster.pid"/.test(output)
    if (!passing || tries === 10) throw new Halt('postgres-failed', { doing: 'postgres', output })
    await pause(500)
  }
}

/** Stops a server that an earlier process left running on this data. */
export async function stopLeftOver(place: Place): Promise<void> {
  const pid = postmaster(place.data)?.pid
  if (!pid || birth(pid) === null) return
  if (commandOf(pid).includes(place.data)) return shutDown(place)
  // After a restart of the machine its number may belong to anything; Postgres would not start.
  rmSync(join(place.data, 'postmaster.pid'))
}

/** Waits until the server takes connections, or `given up`. */
export async function awaitReady(data: string, givenUp: () => boolean, pid?: number) {
  while (!givenUp() && !isReady(data, pid)) await pause(20)
}

export function isReady(data: string, pid?: number): boolean {
  const server = postmaster(data)
  return server?.status === 'ready' && (pid === undefined || server.pid === pid)
}

/** Fast: open transactions are rolled back, everything is written out. */
async function shutDown({ home, data, user, pgCtl }: Place): Promise<void> {
  const stop = (mode: string) =>
    runOnce(pgCtl, ['stop', '-D', data, '-m', mode, '-w', '-t', '30'], { user, cwd: home })
  await stop('fast').catch((error) => {
    if (postmaster(data)) return stop('immediate')
    if (existsSync(join(data, 'postmaster.pid'))) throw error
  })
}

/**
 * What Postgres says of itself: number in the first line, state in the eighth.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html
 */
function postmaster(data: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

function commandOf(pid: number): string {
  if (platform() === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** The same port at each start while it is free. */
async function keptPort(home: string): Promise<number> {
  const file = join(home, 'port')
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = (await freePort(kept)) ?? (await freePort(0))!
  writeFileSync(file, String(port))
  return port
}

function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(null))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address!.port : null))
    })
  })
}

const LARGEST_LOG = 10_000_000

/** A file, not a pipe: it must outlive us when we are killed. */
function openLog(home: string): number {
  const file = join(home, 'postgres.log')
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}

const lastLines = (file: string) =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n') : ''
