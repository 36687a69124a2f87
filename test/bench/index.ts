import { parseArgs } from 'node:util'

/** What a benchmark measured: a ratio of ours to a baseline in the same run, and both sides of it. */
export type Measured = {
  name: string
  /** Ours divided by the baseline's, in `unit`; higher is better. */
  ratio: number
  unit: string
  ours: number
  baseline: number
  [more: string]: unknown
}

export type BenchOptions = {
  /** Says a line to people; silent under `--json`. */
  say: (line: string) => void
  /** Whole sizes; without it a size that shows the same in a minute. */
  long: boolean
  /** How many rows or people, where a benchmark can be asked for another number. */
  rows?: number | undefined
}

const benches: Record<string, () => Promise<{ bench(options: BenchOptions): Promise<Measured> }>> =
  {
    engine: () => import('./engine.ts'),
    import: () => import('./import.ts'),
    send: () => import('./send.ts'),
    intake: () => import('./intake.ts'),
    segments: () => import('./segments.ts'),
  }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    rows: { type: 'string' },
  },
})
const rows = values.rows ? Number(values.rows) : undefined
const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
for (const name of chosen) {
  const load = benches[name]
  if (!load) {
    console.error(`There is no benchmark ${name}. Choose from: ${Object.keys(benches).join(', ')}.`)
    process.exit(2)
  }
  const say = (line: string) => void (values.json ? undefined : console.log(line))
  const measured = await (await load()).bench({ say, long: values.long, rows })
  if (values.json) console.log(JSON.stringify(measured))
  else {
    const { ratio, unit, ours, baseline } = measured
    say(
      `${name}: ${ours.toFixed(0)} against ${baseline.toFixed(0)} ${unit}, ratio ${ratio.toFixed(2)}`,
    )
  }
}
process.exit(0)
