import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { createApp } from '../../server/app.ts'
import { connect, transaction } from '../../server/db.ts'
import { toShiftJis } from '../../server/exports/shift-jis.ts'
import { createKey } from '../../server/members/keys.ts'
import { type BenchHouse, openBenchHouse } from './house.ts'
import type { BenchOptions, Measured } from './index.ts'

/** Every so many rows one is wrong: a bad address, a bad value, a cell too many, a quote left open. */
const WRONG_EVERY = 500

/**
 * Rows of a CP932 file taken in by a worker that is killed in the middle, against a COPY of the same
 * rows into a bare table. Checks by counting that nothing is lost and nothing is there twice.
 */
export async function bench({ say, long, rows: wanted }: BenchOptions): Promise<Measured> {
  const rows = wanted ?? (long ? 1_000_000 : 100_000)
  const house = await openBenchHouse()
  try {
    const baseline = rows / (await copied(house, rows))
    say(`  COPY into a bare table: ${baseline.toFixed(0)} rows/s`)
    const { api, upload } = await doors(house)
    const uploaded = performance.now()
    const { id, bytes } = await upload(rows)
    const megabytes = bytes / 1_048_576
    const uploadS = (performance.now() - uploaded) / 1000
    say(`  uploaded ${megabytes.toFixed(0)} MB in ${uploadS.toFixed(1)} s`)
    await api('PUT', `/api/imports/${id}/plan`, plan)
    await api('POST', `/api/imports/${id}/run`)
    const run = await killedInTheMiddle(house, id, rows, say)
    const ours = rows / run.seconds
    await verify(house, id, rows)
    say(`  nothing lost, nothing twice; memory ${run.memory.join(', ')} MB at 10, 50 and 90 %`)
    return {
      name: 'import',
      ratio: ours / baseline,
      unit: 'rows/s',
      ours,
      baseline,
      rows,
      uploadMBs: megabytes / uploadS,
      memoryMB: run.memory,
    }
  } finally {
    await house.close()
  }
}

const plan = {
  columns: [
    { to: 'email' },
    { to: 'attribute', key: 'last_name' },
    { to: 'attribute', key: 'first_name' },
    { to: 'new', key: 'birthday', label: '誕生日', type: 'date' },
    { to: 'new', key: 'points', label: 'ポイント', type: 'number' },
    { to: 'new', key: 'memo', label: 'メモ', type: 'text' },
    { to: 'tags' },
  ],
  mode: 'add-update',
  consent: { basis: 'opt-in', on: '2026-04-01', document: '会員登録の申込書' },
}

const isWrong = (n: number) => n % WRONG_EVERY === WRONG_EVERY - 1

function lineOf(n: number): string {
  const good = `p${n}@bench.example,髙橋${n % 97},①郎,令和${(n % 7) + 2}年${(n % 12) + 1}月5日,"${n}","一行目\r\n二行目 ""${n}""",会員${n % 7}\r\n`
  if (!isWrong(n)) return good
  switch (Math.floor(n / WRONG_EVERY) % 4) {
    case 0:
      return `not an address,髙橋,郎,,,,\r\n`
    case 1:
      return `p${n}@bench.example,髙橋,郎,いつか,,,\r\n`
    case 2:
      return `p${n}@bench.example,a,b,,1,,,one more\r\n`
    default:
      return `,no address,郎,,,,\r\n`
  }
}

async function* fileOf(rows: number): AsyncGenerator<Uint8Array> {
  yield toShiftJis('メールアドレス,姓,名,誕生日,ポイント,メモ,タグ\r\n')
  for (let n = 0; n < rows; n += 1_000) {
    const count = Math.min(1_000, rows - n)
    yield toShiftJis(Array.from({ length: count }, (_, index) => lineOf(n + index)).join(''))
  }
}

/** Seconds for the baseline. */
async function copied(house: BenchHouse, rows: number): Promise<number> {
  await house.db.execute(sql`
    CREATE TABLE bare (email text, last_name text, first_name text, birthday text, points text,
                       memo text, tags text)`)
  const { client, close } = connect(house.url, 1)
  async function* lines() {
    for (let n = 0; n < rows; n += 1_000) {
      const count = Math.min(1_000, rows - n)
      const batch = Array.from({ length: count }, (_, index) => n + index)
      yield batch.map((each) => lineOf(isWrong(each) ? each - 1 : each)).join('')
    }
  }
  const began = performance.now()
  await pipeline(
    Readable.from(lines()),
    await client`COPY bare FROM STDIN WITH (FORMAT csv)`.writable(),
  )
  const seconds = (performance.now() - began) / 1000
  await client`DROP TABLE bare`
  await close()
  return seconds
}

async function doors(house: BenchHouse) {
  const ground = await house.ground()
  const app = createApp(ground)
  const { key } = await transaction(house.db, (tx) =>
    createKey(tx, { name: 'bench', actor: 'system' }),
  )
  const authorization = `Bearer ${key}`
  return {
    async api(method: string, path: string, body?: object) {
      const response = await app.request(path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    },
    async upload(rows: number): Promise<{ id: number; bytes: number }> {
      const response = await app.request('/api/imports?fileName=bench.csv', {
        method: 'POST',
        headers: { authorization },
        body: Readable.toWeb(Readable.from(fileOf(rows))) as never,
        duplex: 'half',
      } as RequestInit)
      if (!response.ok) throw new Error(`Upload: ${response.status} ${await response.text()}`)
      return (await response.json()) as { id: number; bytes: number }
    },
  }
}

async function killedInTheMiddle(
  house: BenchHouse,
  id: number,
  rows: number,
  say: BenchOptions['say'],
) {
  let rss = 0
  const start = (): ChildProcess => {
    const child = fork(resolve(import.meta.dirname, 'worker-process.ts'), [house.url])
    child.on('message', (bytes) => {
      rss = Number(bytes) / 1_048_576
    })
    return child
  }
  const began = performance.now()
  const memory: number[] = []
  let worker = start()
  let killed = false
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const [row] = await house.db.execute<{ state: string; rows: number }>(
      sql`SELECT state, rows FROM imports WHERE id = ${id}`,
    )
    const share = row!.rows / rows
    for (const [index, mark] of [0.1, 0.5, 0.9].entries()) {
      if (share >= mark) memory[index] ??= Math.round(rss)
    }
    if (!killed && share >= 0.5) {
      killed = true
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      say(`  killed the worker after ${row!.rows} rows`)
      worker = start()
    }
    if (row!.state === 'done') break
    if (row!.state === 'failed') throw new Error('The import has failed')
  }
  const seconds = (performance.now() - began) / 1000
  worker.kill('SIGTERM')
  await once(worker, 'exit')
  return { seconds, memory }
}

/** @throws where anything is lost, or there twice */
async function verify(house: BenchHouse, id: number, rows: number): Promise<void> {
  const wrong = Math.floor(rows / WRONG_EVERY)
  const good = rows - wrong
  const sum = Array.from({ length: rows }, (_, n) => (isWrong(n) ? 0 : n)).reduce(
    (a, b) => a + b,
    0,
  )
  const [row] = await house.db.execute(sql`
    SELECT i.added::int, i.refused::int, i.updated::int, i.rows::int,
           (SELECT count(*) FROM contacts)::int AS contacts,
           (SELECT sum((attributes ->> 'points')::bigint) FROM contacts)::text AS points,
           (SELECT count(DISTINCT contact_id) FROM consents)::int AS consenting,
           (SELECT count(*) FROM consents)::int AS consents,
           (SELECT count(*) FROM events)::int AS events,
           (SELECT count(*) FROM import_rows WHERE outcome = 'refused')::int AS given_back,
           (SELECT count(*) FROM import_rows)::int AS kept
      FROM imports i WHERE i.id = ${id}`)
  const expected = {
    added: good,
    refused: wrong,
    updated: 0,
    rows: rows + 1,
    contacts: good,
    points: String(sum),
    consenting: good,
    consents: good,
    events: good,
    given_back: wrong,
    kept: rows,
  }
  const off = Object.entries(expected).filter(([key, value]) => row![key] !== value)
  if (off.length > 0) throw new Error(`Not as it was sent: ${JSON.stringify({ off, row })}`)
}
