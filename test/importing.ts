import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { register } from '../server/enrollments/workers.ts'
import { createImporter } from '../server/imports/importer.ts'
import type { Plan, Target } from '../server/imports/plan.ts'
import type { House } from './database.ts'

/** An import as the API shows it. */
export type Shown = {
  id: number
  state: string
  reading: { encoding: string; delimiter: string; header: boolean }
  names: string[]
  rows: number
  added: number
  updated: number
  unchanged: number
  refused: number
  blank: number
  entered: number
  undone: number
  kept: Record<string, number>
  error: string | null
}
type Preview = {
  names: string[]
  rows: string[][]
  columns: Target[]
  fresh: (Target | null)[]
  remembered: boolean
}

export type Person = {
  id: string
  attributes: Record<string, unknown>
  consent: string | null
  language: string | null
  tags: string[]
}

/** Brings files of contacts into a house over the API, with a worker of its own. */
export function importing(house: () => House) {
  let importer: ReturnType<typeof createImporter> | undefined

  async function turn() {
    importer ??= createImporter(house(), await register(house().db))
    await importer.turn()
  }

  async function upload(file: string | Uint8Array, fileName = 'people.csv') {
    const response = await house().app.request(
      `/api/imports?fileName=${encodeURIComponent(fileName)}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${house().key}`, 'content-type': 'text/csv' },
        body: typeof file === 'string' ? file : Buffer.from(file),
      },
    )
    return { status: response.status, body: (await response.json()) as Shown }
  }

  const preview = async (id: number) =>
    (await house().api<Preview>('GET', `/api/imports/${id}/preview`)).body

  /** Uploads, maps as guessed, takes in and says what became of it. */
  async function bringIn(file: string | Uint8Array, plan: Partial<Plan> = {}) {
    const { body } = await upload(file)
    const { columns } = await preview(body.id)
    const said = await house().api('PUT', `/api/imports/${body.id}/plan`, { columns, ...plan })
    expect(said.status).toBe(200)
    const started = await house().api('POST', `/api/imports/${body.id}/run`)
    expect(started).toMatchObject({ status: 202 })
    await turn()
    return (await house().api<Shown>('GET', `/api/imports/${body.id}`)).body
  }

  async function person(email: string): Promise<Person | undefined> {
    const [row] = await house().db.execute<Person>(sql`
      SELECT c.id, attributes, consent, language,
             ARRAY(SELECT name FROM tags t WHERE t.id = ANY (c.tags) ORDER BY name) AS tags
        FROM contacts c WHERE email_key = ${email}`)
    return row
  }

  return { turn, upload, preview, bringIn, person }
}
