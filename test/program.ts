import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { until } from './make.ts'

const root = resolve(import.meta.dirname, '..')

export type Program = {
  pid: number
  /** What it has said so far, on both streams. */
  said(): string
  /** Waits until it has said this. */
  says(text: string | RegExp): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** Its exit code; null when a signal ended it. */
  exit: Promise<number | null>
}

type Running = {
  args?: string[]
  env?: Record<string, string>
  /** What stands between, e.g. the shell that npm runs a script in. */
  shell?: string[]
}

/** Runs `server/<file>` as npm's scripts do, with nothing in the environment but `env`. */
export function run(
  file: 'main.ts' | 'cli.ts',
  { args = [], env = {}, shell = [] }: Running = {},
): Program {
  const node = [process.execPath, '--import', './server/node-version.js', `server/${file}`]
  const [command, ...rest] = [...shell, ...node, ...args]
  const child: ChildProcess = spawn(command!, rest, {
    cwd: root,
    env: { PATH: '/usr/bin:/bin', LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  let over = false
  const exit = new Promise<number | null>((done) => {
    child.on('close', (code) => {
      over = true
      done(code)
    })
  })
  return {
    pid: child.pid!,
    said: () => said,
    async says(text) {
      const heard = () => (typeof text === 'string' ? said.includes(text) : text.test(said))
      await until(`it says ${text}`, async () => heard() || over, 120)
      if (!heard()) throw new Error(`It ended without saying ${text}:\n${said}`)
    },
    kill: (signal) => child.kill(signal),
    exit,
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' ? address!.port : 0))
    })
  })
}
