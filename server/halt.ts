import { codeOf } from './code-of.ts'
import type { Language } from './language.ts'
import { words } from './words/start.ts'

export type StartCode = keyof typeof words.en
export type StartFacts<C extends StartCode> = (typeof words.en)[C] extends (
  facts: infer F,
) => string
  ? [facts: F]
  : []

/** Why the program cannot go on, for the person at the terminal: one sentence and exit code 1. */
export class Halt<C extends StartCode = StartCode> extends Error {
  readonly say: (language: Language) => string

  constructor(code: C, ...facts: StartFacts<C>) {
    super(sentence('en', code, ...facts))
    this.say = (language) => sentence(language, code, ...facts)
  }
}

/** A sentence of `words/start.ts`. Pure. */
export function sentence<C extends StartCode>(
  language: Language,
  code: C,
  ...facts: StartFacts<C>
): string {
  const words_: string | ((facts: never) => string) = words[language][code]
  return typeof words_ === 'string' ? words_ : words_(facts[0] as never)
}

/** What to print for whatever went wrong at start. */
export function lastWords(error: unknown, language: Language): string {
  if (error instanceof Halt) return error.say(language)
  return sentence(language, 'went-wrong', { reason: reasonOf(error) })
}

/** Where it came from, for a report; but neither the statement nor the values that drizzle quotes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'query' in error ? codeOf(error) : (error.stack ?? error.message)
}
