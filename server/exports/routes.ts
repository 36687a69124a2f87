import { Hono } from 'hono'
import { z } from 'zod'
import { readAccount } from '../account/read.ts'
import { record as audit } from '../audit/record.ts'
import { settleAudience } from '../contacts/selection.ts'
import { attachment, streamed } from '../csv.ts'
import { pageQuery } from '../cursor.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { words } from '../words/exports.ts'
import { countAudience, exportFile } from './file.ts'
import { fetchable, listExports, readExport } from './read.ts'
import { toShiftJis } from './shift-jis.ts'
import { exports } from './table.ts'
import { newExportSchema } from './wanted.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })

/** Contacts as a file: asked for with a reason, which the audit keeps, then fetched by the same hand. */
export const exportsRoutes = ({ db, clock }: Ground) =>
  new Hono<Env>()
    .get('/api/exports', valid('query', z.object(pageQuery)), async (c) =>
      c.json(await listExports(db, c.req.valid('query'), c.get('actor'))),
    )
    .post('/api/exports', valid('json', newExportSchema), async (c) => {
      const { reason, ...asked } = c.req.valid('json')
      const wanted = { ...asked, audience: await settleAudience(db, asked.audience, clock) }
      const actor = c.get('actor')
      const contacts = await countAudience(db, wanted)
      const id = await transaction(db, async (tx) => {
        const [row] = await tx
          .insert(exports)
          .values({ wanted, reason, actor, contacts })
          .returning({ id: exports.id })
        const detail = { note: reason, contacts, columns: wanted.columns }
        const subject = `export:${row!.id}`
        await audit(tx, { actor, action: 'contacts.exported', subject, detail })
        return row!.id
      })
      return c.json(await readExport(db, id, actor), 201)
    })
    .get('/api/exports/:id', valid('param', idSchema), async (c) =>
      c.json(await readExport(db, c.req.valid('param').id, c.get('actor'))),
    )
    .get('/api/exports/:id/file', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      const { wanted, createdAt } = await fetchable(db, id, c.get('actor'))
      const [charset, encode] =
        wanted.encoding === 'shift_jis' ? ['shift_jis', toShiftJis] : ['utf-8', undefined]
      const [type, ending] =
        wanted.delimiter === '\t' ? ['tab-separated-values', 'tsv'] : ['csv', 'csv']
      const { zone } = await readAccount(db)
      const day = createdAt.toZonedDateTimeISO(zone).toPlainDate()
      const language = c.get('language')
      c.header('Content-Type', `text/${type}; charset=${charset}`)
      c.header('Content-Disposition', attachment(`${words[language].fileName}-${day}.${ending}`))
      return c.body(streamed(exportFile(db, { id, wanted }, language), encode))
    })
