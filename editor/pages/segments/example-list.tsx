import { ruleSentence } from '../../rules/sentence.ts'
import { useLanguage, useWords } from '../../words.ts'
import { useNames } from '../use-names.ts'
import { exampleKeys, examples, words as exampleWords } from './examples.ts'
import type { Start } from './new-dialog.tsx'
import classes from './segments.module.css'

/** Rules to begin with, as one would say them. */
export function ExampleList({ choose }: { choose: (start: Start) => void }) {
  const say = useWords(words)
  const titles = useWords(exampleWords)
  const language = useLanguage()
  const names = useNames(examples)
  return (
    <section className={classes.examples} aria-label={say.label}>
      <h2>{say.label}</h2>
      <ul>
        {exampleKeys.map((key) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => choose({ name: titles[key], rule: examples[key] })}
            >
              <strong>{titles[key]}</strong>
              <span>{ruleSentence(examples[key], language, names)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

export const words = {
  en: { label: 'Begin with an example' },
  ja: { label: '例から始める' },
}
