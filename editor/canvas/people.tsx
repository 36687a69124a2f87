import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'

/** How many people, on a stone that says by its kind what became of them. */
export function People({ people }: { people: number }) {
  const say = useWords(words)
  const format = useFormat()
  return <span className="one-line">{say.people(format.number(people))}</span>
}

export const words = {
  en: { people: (n: string) => n },
  ja: { people: (n: string) => `${n}人` },
}
