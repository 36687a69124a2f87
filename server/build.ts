import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Halt } from './halt.ts'

const checkout = resolve(import.meta.dirname, '..')
const dist = join(checkout, 'editor/dist')

/** All that the bundle is made of: what the editor may import, and the versions of its libraries. */
const sources = ['editor/**', 'server/engine/**', 'server/words/**', 'package-lock.json']

/**
 * Builds the editor when there is none or it was built from other sources.
 * @param onBegin called when a build is needed, which takes a while
 * @throws Halt `editor-failed`
 */
export async function buildEditor(onBegin: () => void): Promise<void> {
  const wanted = fingerprint()
  if (builtFrom() === wanted) return
  onBegin()
  // Built aside and put in place when whole: a build that is killed leaves the old one.
  const half = join(checkout, `node_modules/.tobiishi-editor-${process.pid}`)
  try {
    await runVite(half)
    writeFileSync(join(half, 'built-from'), wanted)
    // Somebody else was quicker: theirs is as good, and open pages read from it.
    if (builtFrom() === wanted) return
    rmSync(dist, { recursive: true, force: true })
    renameSync(half, dist)
  } catch (error) {
    if (builtFrom() !== wanted) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

function fingerprint(): string {
  const files = globSync(sources, {
    cwd: checkout,
    withFileTypes: true,
    exclude: (entry) => entry.name === 'dist' && entry.parentPath === join(checkout, 'editor'),
  })
  const hash = createHash('sha256')
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
  for (const path of paths.sort()) {
    hash
      .update(`${path.slice(checkout.length)}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

function builtFrom(): string | null {
  const file = join(dist, 'built-from')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** In a process of its own: what a bundler needs of memory goes back to the system. */
function runVite(outDir: string): Promise<void> {
  const vite = join(checkout, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', 'editor', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const abandon = () => child.kill()
    process.once('exit', abandon)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    child.on('error', (error) => reject(new Halt('editor-failed', { output: error.message })))
    child.on('close', (code) => {
      process.off('exit', abandon)
      if (code === 0) resolve()
      else reject(new Halt('editor-failed', { output: output.trim() }))
    })
  })
}

if (import.meta.main) await buildEditor(() => {})
