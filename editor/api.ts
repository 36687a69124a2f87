import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '../server/app.ts'
import { language } from './words.ts'

/** Every route of the server, typed by the server. Ask through `answer`. */
export const server = hc<Api>('/', {
  headers: () => ({ 'Accept-Language': language() }),
})

export const api = server.api

/** What the server answered instead of the thing asked for; `message` says what to do next. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: string
  /** The answer whole, for callers that show more of it (problems, the other version). */
  readonly body: unknown

  constructor(status: number, body: unknown) {
    const problem = problemIn(body)
    super(problem?.detail ?? words[language()].strange(status))
    this.status = status
    this.code = problem?.code ?? 'strange-answer'
    this.body = body
  }
}

/** The server could not be reached: nothing was changed there. */
export class Offline extends Error {
  override name = 'Offline'
}

/**
 * The value of an answer: `await answer(api.journeys.$get())`.
 * @throws ApiError for whatever is not 2xx, Offline when nobody answered
 */
export async function answer<R extends Answered>(asked: Promise<R>): Promise<Value<R>> {
  const response = await asked.catch((cause) => {
    throw new Offline(words[language()].offline, { cause })
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') ?? false
  const body: unknown = json && text ? JSON.parse(text) : undefined
  if (!response.ok) throw new ApiError(response.status, body)
  return body as Value<R>
}

type Answered = Pick<Response, 'ok' | 'status' | 'headers'> & {
  text(): Promise<string>
  json(): Promise<unknown>
}
type Value<R> = R extends { ok: false }
  ? never
  : R extends { json(): Promise<infer T> }
    ? T
    : undefined

/** One memory of answers for the whole editor; a lost session sends whoever looks to sign in. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    // Else the library waits in silence while the browser believes to be offline; the server may
    // well stand on the same machine, and where it does not, we say so.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (count, error) => error instanceof Offline && count < 2,
    },
  },
})

export const meKey = ['me'] as const

function noticeSignOut(error: unknown) {
  if (error instanceof ApiError && error.status === 401) {
    void queries.invalidateQueries({ queryKey: meKey })
  }
}

/** What every refusal holds (RFC 9457). Pure. */
function problemIn(body: unknown): { code: string; detail: string } | undefined {
  const { code, detail } = (body ?? {}) as { code?: unknown; detail?: unknown }
  return typeof code === 'string' && typeof detail === 'string' ? { code, detail } : undefined
}

export const words = {
  en: {
    offline: 'The server does not answer. Nothing was changed; try again in a moment.',
    strange: (status: number) =>
      `The server answered ${status} without saying why. Its log has the reason.`,
  },
  ja: {
    offline:
      'サーバーから返事がありません。何も変わっていません。少し待って、もう一度お試しください。',
    strange: (status: number) =>
      `サーバーが${status}を返しました。理由はサーバーのログに残っています。`,
  },
}
