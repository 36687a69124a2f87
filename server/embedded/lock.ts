import { spawnSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'

/** Who works on a data folder. `born` tells a process from a later one with the same number. */
export type Holder = { pid: number; born: string }

/**
 * Takes the folder's lock file for this process.
 * @returns null when taken, else the living process that has it
 */
export function takeLock(file: string): Holder | null {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, born: birth(process.pid) ?? '' }))
  try {
    for (;;) {
      try {
        // Appears whole or not at all, and only if nobody has it.
        linkSync(mine, file)
        return null
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = lockHolder(file)
      if (holder) return holder
      moveAside(file)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Lets go of a lock that this process has. */
export const dropLock = (file: string) => rmSync(file, { force: true })

/** The living process that has the lock, or null. */
export function lockHolder(file: string): Holder | null {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return birth(pid) === born ? { pid, born } : null
  } catch {
    return null
  }
}

/** A dead process's lock; by renaming, so that of two who see it dead one removes it. */
function moveAside(file: string): void {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    // The other one was quicker and this is its new lock: give it back.
    if (lockHolder(aside)) linkSync(aside, file)
  } catch {
    // The other one was quicker, and nothing was in the way.
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * When a process began, by the system's own account: distinguishes it from all that had or will have
 * its number. Null when it does not live (a zombie does not).
 */
export function birth(pid: number): string | null {
  if (platform() === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // proc(5): the second field, a name in brackets, may hold anything; state is the 3rd field,
      // start time the 22nd.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`
    } catch {
      return null
    }
  }
  if (platform() === 'win32') return isAlive(pid) ? 'alive' : null
  const asked = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const [state = 'Z', ...born] = asked.stdout.trim().split(/\s+/)
  return asked.status === 0 && !state.startsWith('Z') ? born.join(' ') : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
