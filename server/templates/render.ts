import {
  type FilterImplOptions,
  filters,
  Liquid,
  LiquidError,
  type Template,
  Tokenizer,
} from 'liquidjs'
import { cleanText } from '../clean.ts'
import { momentOf, type Surroundings } from './dates.ts'
import { fallback, honorific } from './names.ts'

/** A parsed text, ready to be filled any number of times. */
export type Prepared = { source: string; engine: Liquid; templates: Template[] }

/** What a text may ask for, and what filters must know and texts cannot see. */
export type Scope = Record<string, unknown> & { [surroundings]: Surroundings }

export const surroundings = Symbol('surroundings')

/** Liquid that cannot be read or filled: what is wrong, where, and the line with a caret under it. */
export class LiquidProblem extends Error {
  /** Which text of a mail: subject, preheader, html or text. */
  part = ''
  readonly line: number
  readonly column: number
  /** Two lines: the source line and a caret below the place. */
  readonly excerpt: string

  constructor(message: string, source: string, [line, column]: [number, number], cause?: unknown) {
    super(message, { cause })
    this.line = line
    this.column = column
    this.excerpt = excerptOf(source, line, column)
  }
}

/**
 * Parses a text once. In `html` every output is escaped unless it ends in `| raw`; in `text`
 * (subjects, text parts) it stands as it is.
 * @throws LiquidProblem
 */
export function prepare(source: string, kind: 'html' | 'text'): Prepared {
  const engine = engines[kind]
  return { source, engine, templates: located(source, () => engine.parse(source)) }
}

/**
 * Fills a prepared text. Well-formed and free of U+0000, whatever stood in the scope: `| first` of
 * 𠮷田 is half a character, which no database column and no mail may hold. Missing fields are empty.
 * @throws LiquidProblem also when a text runs too long or grows too large
 */
export function fill({ source, engine, templates }: Prepared, scope: Scope): string {
  return cleanText(located(source, () => String(engine.renderSync(templates, scope))))
}

/** Says in one line what is wrong with a text, or null. For the graph's `check`. */
export function check(source: string): string | null {
  try {
    prepare(source, 'html')
    return null
  } catch (error) {
    if (error instanceof LiquidProblem) return `${error.line}:${error.column} ${error.message}`
    throw error
  }
}

/** Which fields of `root` a text asks for: of `contact`, `{{ contact.last_name }}` asks for last_name. */
export function fieldsOf({ engine, templates }: Prepared, root: string): string[] {
  const asked = engine.globalVariableSegmentsSync(templates)
  return asked.flatMap(([first, field]) =>
    first === root && typeof field === 'string' ? [field] : [],
  )
}

/** The stretches of a text that are Liquid and not words: `{{ … }}`, `{% … %}`. Pure. */
export function liquidStretches(source: string): { begin: number; end: number }[] {
  return new Tokenizer(source)
    .readTopLevelTokens()
    .filter((token) => /^\{[{%]/.test(source.slice(token.begin, token.begin + 2)))
    .map(({ begin, end }) => ({ begin, end }))
}

const LIMITS = {
  /** Characters of one text. */
  parseLimit: 1_000_000,
  /** Milliseconds of one fill; a runaway loop holds up its neighbours no longer than this. */
  renderLimit: 300,
  /** Roughly characters made while filling. */
  memoryLimit: 5_000_000,
}

const DATE_FILTERS = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
] as const

const engines = { html: open('escape'), text: open(undefined) }

function open(outputEscape: 'escape' | undefined): Liquid {
  const liquid = new Liquid({
    ...LIMITS,
    outputEscape,
    ownPropertyOnly: true,
    strictFilters: true,
    dateFormat: '%Y/%m/%d',
    // Texts live in the graph, never on the server's disk.
    templates: {},
  })
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag]
  liquid.registerFilter('honorific', honorific)
  liquid.registerFilter('fallback', fallback)
  liquid.registerFilter('default', fallback)
  for (const name of DATE_FILTERS) liquid.registerFilter(name, localized(filters[name]))
  return liquid
}

/** A date filter in the contact's zone and language. */
function localized(original: FilterImplOptions | undefined): FilterImplOptions {
  if (typeof original !== 'function') throw new Error('Liquid has lost a date filter')
  return function (value, format, zone) {
    const around = (this.context.environments as Scope)[surroundings]
    const { moment, offset, isWall } = momentOf(value, around)
    const locale = around.language === 'ja' ? 'ja-JP' : 'en-US'
    // The filters read no more of the context than its options and its memory limit.
    const context = {
      opts: { ...this.context.opts, locale, timezoneOffset: offset },
      memoryLimit: this.context.memoryLimit,
    } as typeof this.context
    const filter = { context, token: this.token, liquid: this.liquid }
    return original.call(filter, moment, format, isWall ? undefined : zone)
  }
}

function located<T>(source: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!LiquidError.is(error)) throw error
    // liquidjs appends the place to its sentence; here it stands in fields of its own.
    const message = error.message.replace(/, line:\d+, col:\d+$/, '')
    throw new LiquidProblem(message, source, placeOf(error), error)
  }
}

function placeOf(error: LiquidError): [number, number] {
  const [line = 1, column = 1] = error.token.getPosition()
  return [line, column]
}

/** The caret stands below its place in a monospaced font, Japanese characters being two wide. */
function excerptOf(source: string, line: number, column: number): string {
  const text = source.split('\n')[line - 1] ?? ''
  const from = Math.max(0, column - 1 - 60)
  const before = text.slice(from, column - 1)
  const pad = before.replace(/[^\x00-\xff]/g, '\u3000').replace(/[\x00-\xff]/g, ' ')
  return `${text.slice(from, from + 120)}\n${pad}^`
}
