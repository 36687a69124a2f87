import { Hono } from 'hono'
import { z } from 'zod'
import type { Env, Ground } from '../ground.ts'
import type { Language } from '../language.ts'
import { type Problem, problem, problemBody } from '../problem.ts'
import { sentenceOf } from '../refusal.ts'
import { valid } from '../valid.ts'
import { eventSchema, readEvent, type Told, type Wrong } from './read.ts'
import { type Result, takeEvents } from './take.ts'

const described = jsonSchemaOf(eventSchema)

/**
 * Each event is judged by itself, so that one wrong one costs no other; whoever reads the description
 * of the API is told its schema all the same.
 */
const postSchema = z
  .looseObject({ events: z.array(z.unknown().meta(described)).min(1).max(1000).optional() })
  .meta({ anyOf: [described, { required: ['events'] }] })

/**
 * Events from other systems: one, or up to a thousand in their order. All keys of the API are one
 * sender: whoever changes its key and tells an event again does not tell another.
 */
export const incomingRoutes = (ground: Ground) =>
  new Hono<Env>().post('/api/events', valid('json', postSchema), async (c) => {
    const post = c.req.valid('json')
    const told = await takeJudged(ground, post.events ?? [post])
    const language = c.get('language')
    const results = told.map((result) => said(result, language))
    const [only] = told
    if (!post.events && only) {
      return 'wrong' in only ? problem(c, problemOf(only.wrong, language)) : c.json(only)
    }
    // Some are in: the sender reads which are not.
    if (results.some((result) => !('error' in result))) return c.json({ results })
    const detail = sentenceOf('events-wrong', language)
    return problem(c, { status: 422, code: 'events-wrong', detail, params: { results } })
  })

/** Takes what can be taken; a result for each, in their order. */
async function takeJudged(ground: Ground, values: unknown[]): Promise<Result[]> {
  const now = await ground.clock(ground.db)
  const judged = values.map((value) => readEvent(value, now))
  const good = judged.filter((each): each is Told => !('wrong' in each))
  const taken = (await takeEvents(ground, ORIGIN, good)).values()
  return judged.map((each) => ('wrong' in each ? each : taken.next().value!))
}

const ORIGIN = 'api'

/** As the one who told it reads it. */
const said = (result: Result, language: Language) =>
  'wrong' in result ? { error: problemBody(problemOf(result.wrong, language), language) } : result

const problemOf = ({ code, field }: Wrong, language: Language): Problem => ({
  status: 422,
  code,
  detail: sentenceOf(code, language, { field }),
  params: { field },
})

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}
