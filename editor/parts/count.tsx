import { useWords } from '../words.ts'
import { Chip } from './chip.tsx'
import { useFormat } from './when.tsx'

/** People standing here now. */
export function Here({ people }: { people: number }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Chip tone="kohaku" dot>
      {say.here(format.number(people))}
    </Chip>
  )
}

/** People who came through, once nobody stands here. */
export function Passed({ people }: { people: number }) {
  const say = useWords(words)
  const format = useFormat()
  return <span className="one-line">{say.passed(format.number(people))}</span>
}

export const words = {
  en: { here: (n: string) => n, passed: (n: string) => `${n} passed` },
  ja: { here: (n: string) => `${n}人`, passed: (n: string) => `通過 ${n}` },
}
