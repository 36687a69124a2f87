import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Halt } from '../halt.ts'
import { canRun, postgresUser } from './user.ts'

const checkout = resolve(import.meta.dirname, '../..')

/** Where data stands for a checkout of its own; a link when it had to be put elsewhere. */
const usual = join(checkout, '.data')

/**
 * The folder for everything that is kept: cluster, password, secret. `.data` beside the code, or, for
 * root in a checkout that the Postgres user cannot enter, one in /var/lib that `.data` then links to.
 * @param wanted DATA_DIR; null: the usual place
 * @throws Halt `folder-closed`
 */
export function dataHome(wanted: string | null): string {
  const home = wanted ? resolve(wanted) : usual
  try {
    const user = postgresUser(join(home, 'postgres'))
    // Others may pass through (root's Postgres user must); what lies inside is closed file by file.
    mkdirSync(home, { recursive: true, mode: 0o711 })
    const real = realpathSync(home)
    if (canRun(user, real)) return real
    if (!wanted) return moveOut(home)
  } catch (error) {
    if (error instanceof Halt) throw error
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Halt('folder-closed', { folder: home, reason })
  }
  throw new Halt('folder-closed', { folder: home, reason: 'EACCES: postgres' })
}

/** For what only needs a folder to keep a secret in: nobody else has to reach it. */
export function plainHome(wanted: string | null): string {
  const home = wanted ? resolve(wanted) : usual
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 })
    return realpathSync(home)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Halt('folder-closed', { folder: home, reason })
  }
}

function moveOut(home: string): string {
  const place = existsSync('/var/lib') ? '/var/lib' : dirname(realpathSync('/tmp'))
  const open = mkdtempSync(join(place, 'tobiishi-'))
  chmodSync(open, 0o711)
  // A secret may stand there already, from a time with DATABASE_URL.
  cpSync(home, open, { recursive: true, preserveTimestamps: true })
  rmSync(home, { recursive: true })
  symlinkSync(open, home)
  return open
}
