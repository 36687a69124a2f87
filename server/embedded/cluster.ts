import { spawn } from 'node:child_process'
import { chownSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { Halt } from '../halt.ts'
import type { User } from './user.ts'

type NewCluster = {
  home: string
  data: string
  user: User
  initdb: string
  postgres: string
  password: string
  careless: boolean
}

/**
 * Makes a cluster with one database, `tobiishi`, whose text sorts the same on every system. It is
 * made beside its place and renamed when whole: a start that is killed meanwhile leaves nothing half.
 */
export async function createCluster({
  home,
  data,
  user,
  initdb,
  postgres,
  password,
  careless,
}: NewCluster): Promise<void> {
  const half = `${data}.new`
  const passwordFile = `${half}.password`
  rmSync(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [half, passwordFile]) chownSync(path, user.uid, user.gid)
  const run = (program: string, args: string[], input = '') =>
    runOnce(program, args, { user, cwd: home, input })
  try {
    await run(initdb, [
      ...['--pgdata', half, '--username', 'tobiishi', '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
      ...(careless ? ['--no-sync'] : []),
    ])
    const sync = careless ? ['-c', 'fsync=off'] : []
    const single = ['--single', '-D', half, ...sync, 'postgres']
    await run(postgres, single, 'CREATE DATABASE tobiishi;\n')
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(half, data)
}

/** Runs a program to its end. @throws Halt `postgres-failed` with what it said */
export function runOnce(
  program: string,
  args: string[],
  { user, cwd, input = '' }: { user: User; cwd: string; input?: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    // A session of its own: a terminal's Ctrl-C must not end it half-way.
    const child = spawn(program, args, { ...user, cwd, env: { LC_ALL: 'C' }, detached: true })
    let output = ''
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const fail = (reason: string) => {
      const doing = program.split(/[\\/]/).at(-1)!
      reject(new Halt('postgres-failed', { doing, output: reason }))
    }
    child.on('error', (error) => fail(error.message))
    child.on('close', (code) => (code === 0 ? resolve() : fail(output.trim() || `exit ${code}`)))
    child.stdin.end(input)
  })
}
