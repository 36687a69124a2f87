import { Here, Passed } from '../parts/count.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'

type Props = {
  here: number
  passed: number
  /** Round stones say by their kind what became of people; cards say that they passed. */
  card: boolean
}

/** How many are here while somebody is, else how many came through: never both, but in the tooltip. */
export function StoneCount({ here, passed, card }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const whole = say.whole(format.number(here + passed), format.number(passed), format.number(here))
  return (
    <span className="one-line" title={whole}>
      {here > 0 ? (
        <Here people={here} />
      ) : card ? (
        <Passed people={passed} />
      ) : (
        say.people(format.number(passed))
      )}
    </span>
  )
}

export const words = {
  en: {
    people: (n: string) => n,
    whole: (came: string, passed: string, here: string) =>
      `${came} came, ${passed} passed, ${here} are here`,
  },
  ja: {
    people: (n: string) => `${n}人`,
    whole: (came: string, passed: string, here: string) =>
      `着いた人 ${came}　通過 ${passed}　いま ${here}`,
  },
}
