import { spawnSync } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { Halt } from '../halt.ts'

/** Whom Postgres runs as; null: ourselves. */
export type User = { uid: number; gid: number } | null

/**
 * Postgres refuses to run as root. Whoever owns the data already runs it again; else the system's
 * `postgres` user, a new one, or `nobody`.
 * @param data the cluster's folder, which may not exist yet
 */
export function postgresUser(data: string): User {
  if (process.getuid?.() !== 0) return null
  const owner = ownerOf(data)
  if (owner && owner.uid !== 0) return owner
  const user = find('postgres') ?? make('postgres') ?? find('nobody')
  if (!user) throw new Halt('no-postgres-user')
  return user
}

/** Whether `user` can execute (or, for a folder, enter) `path`, by the system's own judgement. */
export function canRun(user: User, path: string): boolean {
  if (!user) return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/' })
  return asked.status === 0
}

function ownerOf(path: string): User {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat ? { uid: stat.uid, gid: stat.gid } : null
}

function find(name: string): User {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const asked = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout) : 0
  })
  return uid && gid ? { uid, gid } : null
}

function make(name: string): User {
  const commands: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  for (const [command, args] of commands) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return find(name)
  }
  return null
}
