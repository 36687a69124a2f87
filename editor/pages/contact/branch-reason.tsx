import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { Asked } from '../../../server/timeline/shape.ts'
import { useLanguage, useWords } from '../../words.ts'
import classes from './branch-reason.module.css'
import { Reason } from './reason.tsx'
import { questionSentence } from './tell.ts'

/** Which questions a branch asked of this contact, and what stood there. */
export function BranchReason({ asked }: { asked: Asked[] }) {
  const say = useWords(words)
  const language = useLanguage()
  if (asked.length === 0) return null
  return (
    <Reason>
      {asked.map(({ branch, looked }) => (
        <div key={branch} className={classes.branch}>
          {asked.length > 1 && <p className={classes.name}>{branch}</p>}
          <ul className={classes.questions}>
            {looked.map((question, index) => {
              const Mark = question.met ? IconCircleCheck : IconCircleX
              return (
                <li key={index}>
                  <Mark
                    size={15}
                    stroke={2}
                    className={classes.mark}
                    data-met={question.met || undefined}
                    aria-label={question.met ? say.met : say.unmet}
                  />
                  <span>{questionSentence(question, language)}</span>
                  <span className={classes.seen}>
                    {question.seen === null || question.seen === ''
                      ? say.nothing
                      : say.seen(question.seen)}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </Reason>
  )
}

export const words = {
  en: {
    met: 'Met',
    unmet: 'Not met',
    seen: (value: string) => `It was “${value}”.`,
    nothing: 'There was no value.',
  },
  ja: {
    met: '満たしました',
    unmet: '満たしていません',
    seen: (value: string) => `実際の値は「${value}」`,
    nothing: '値はありませんでした',
  },
}
