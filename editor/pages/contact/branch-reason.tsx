import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { Asked } from '../../../server/timeline/shape.ts'
import { seenWords } from '../../rules/seen.ts'
import { useWords } from '../../words.ts'
import classes from './branch-reason.module.css'
import type { Speech } from './node-words.ts'
import { Reason } from './reason.tsx'
import { questionSentence } from './tell.ts'

/** Which questions a branch asked of this contact, and what stood there. */
export function BranchReason({ asked, telling }: { asked: Asked[]; telling: Speech }) {
  const say = useWords(words)
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
                  <span>{questionSentence(question, telling)}</span>
                  <span className={classes.seen}>
                    {seenWords(question, telling.language, telling.names)}
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
  },
  ja: {
    met: '満たしました',
    unmet: '満たしていません',
  },
}
