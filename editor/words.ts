import { useSyncExternalStore } from 'react'

export type Language = 'ja' | 'en'

/** A table of what people read: sentences, functions that make one, or deeper tables. */
export type Table = { readonly [key: string]: Sentence | Table }
type Sentence = string | readonly string[] | ((...values: never[]) => string)

/** The same keys with the same arguments; another language's words. */
type Same<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Same<T[K]>
}

/** The table in the reader's language. A key that one language lacks does not compile. */
export function useWords<En extends Table>(words: { en: En; ja: NoInfer<Same<En>> }): Same<En> {
  return words[useLanguage()] as Same<En>
}

/** The language of the page: the one chosen here, else the browser's. */
export const useLanguage = () => useSyncExternalStore(subscribe, language)

/** The same outside of React. */
export function language(): Language {
  return chosen() ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
}

/** Keeps the choice for this person's browser and turns every word on the page. */
export function chooseLanguage(next: Language) {
  try {
    localStorage.setItem(key, next)
  } catch {
    fallback = next
  }
  applyLanguage()
  for (const listener of listeners) listener()
}

/** `lang` decides line breaks, line heights and how the page is read aloud. */
export function applyLanguage() {
  document.documentElement.lang = language()
}

const key = 'tobiishi.language'
const listeners = new Set<() => void>()
/** Holds the choice where storage is closed. */
let fallback: Language | null = null

function chosen(): Language | null {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'ja' || kept === 'en' ? kept : fallback
  } catch {
    return fallback
  }
}

function subscribe(listener: () => void) {
  const other = (event: StorageEvent) => {
    if (event.key !== key) return
    applyLanguage()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', other)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', other)
  }
}
