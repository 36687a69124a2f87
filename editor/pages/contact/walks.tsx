import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Act } from './acts.ts'
import type { Pointing } from './pointing.ts'
import { useTelling } from './queries.ts'
import { WalkCard, WalkChip } from './walk-card.tsx'
import classes from './walks.module.css'

type Props = { walks: Walk[]; name: string; pointing: Pointing; act: (act: Act) => void }

/** Every journey a contact walks: those under way drawn open, those that ended folded below. A mail
 *  sent by itself is no path to look at. */
export function Walks({ walks: all, name, pointing, act }: Props) {
  const telling = useTelling(all)
  const walks = all.filter(({ journeyKind }) => journeyKind === 'journey')
  const open = walks.filter((walk) => walk.endedAt === null)
  const ended = walks.filter((walk) => walk.endedAt !== null)
  const rest = { telling, name, pointing }
  return (
    <>
      {open.map((walk) => (
        <WalkCard key={walk.enrollmentId} walk={walk} act={act} {...rest} />
      ))}
      {ended.map((walk, index) => (
        <Ended key={walk.enrollmentId} walk={walk} first={open.length + index === 0} {...rest} />
      ))}
    </>
  )
}

type EndedProps = Parameters<typeof WalkCard>[0] & { first: boolean }

/** A walk that is over, folded to a line; the only one there is stands open. */
function Ended({ first, ...props }: EndedProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(first)
  const { walk } = props
  const Mark = open ? IconChevronDown : IconChevronRight
  return (
    <div>
      <UnstyledButton className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Mark size={15} stroke={2} aria-hidden />
        <span className={classes.name}>{walk.journeyName}</span>
        <WalkChip walk={walk} />
        <span className={classes.when}>
          {walk.endedAt && <When at={walk.endedAt} as="date" />}
          <span className="visually-hidden">{say.ended}</span>
        </span>
      </UnstyledButton>
      {open && <WalkCard {...props} />}
    </div>
  )
}

export const words = {
  en: { ended: 'ended' },
  ja: { ended: 'に終了' },
}
