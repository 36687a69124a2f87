import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '../ground.ts'
import { document } from '../page.ts'
import { formPageSchema } from '../sources/form-page.ts'
import { valid } from '../valid.ts'
import { freshEntry } from './entry.ts'
import { formContent } from './page.ts'

const previewSchema = z.object({ form: formPageSchema, consentWording: z.string().max(2000) })

/** A form page as it would be, for whoever builds it. */
export const formPreviewRoutes = () =>
  new Hono<Env>().post('/api/forms/preview', valid('json', previewSchema), async (c) => {
    const { form, consentWording } = c.req.valid('json')
    const { language, title } = form
    const entry = freshEntry(form, () => undefined)
    const content = formContent({ form, consentWording, versionId: null, language }, entry)
    return c.json({ html: String(await document({ title, language, content })) })
  })
