import type { MiddlewareHandler } from 'hono'
import type { Env } from './ground.ts'

export type Language = 'ja' | 'en'

/** Says in which language a request wants its sentences: `?lang=`, else the browser's choice. */
export const speak: MiddlewareHandler<Env> = async (c, next) => {
  c.set('language', languageOf(c.req.query('lang') ?? c.req.header('accept-language')))
  await next()
}

/**
 * The first of our languages in an Accept-Language header, an IETF tag or a POSIX locale
 * (`ja_JP.UTF-8`); English when neither is named. Pure.
 */
export function languageOf(wanted: string | undefined): Language {
  const byWeight = (wanted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const q = params.find((param) => param.trim().startsWith('q='))
      return { tag, weight: q ? Number(q.trim().slice(2)) : 1 }
    })
    .filter(({ tag, weight }) => /^(ja|en)\b|^(ja|en)_/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return byWeight[0]?.tag.startsWith('ja') ? 'ja' : 'en'
}
