import { Button } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { isWholeRule } from '../../../server/engine/finished.ts'
import type { Rule } from '../../../server/engine/rule.ts'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { ruleSentence } from '../../rules/sentence.ts'
import { useLanguage, useWords } from '../../words.ts'
import { NewSegment } from '../segments/new-dialog.tsx'
import { useNames } from '../use-names.ts'
import { type Listing, ruleIn } from './listing.ts'
import classes from './rule-bar.module.css'

type Props = {
  listing: Listing
  change: (part: Partial<Listing>) => void
  drawing: boolean
  draw: (on: boolean) => void
}

/** The conditions that the list is narrowed by: drawn here, or said in a sentence. */
export function RuleBar({ listing, change, drawing, draw }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const asked = ruleIn(listing.rule)
  const names = useNames(asked)
  const [keeping, keep] = useState<Rule | null>(null)
  if (!drawing && !asked) return null
  const remove = () => {
    change({ rule: null })
    draw(false)
  }
  return (
    <section className={classes.bar} aria-label={say.label}>
      {drawing ? (
        <Drawing rule={listing.rule} change={(rule) => change({ rule })} />
      ) : (
        <p className={classes.said}>
          <IconFilter size={18} stroke={1.75} aria-hidden />
          {asked && ruleSentence(asked, language, names)}
        </p>
      )}
      <div className={classes.acts}>
        {drawing ? (
          <Button size="xs" onClick={() => draw(false)}>
            {say.close}
          </Button>
        ) : (
          <Button size="xs" onClick={() => draw(true)}>
            {say.edit}
          </Button>
        )}
        {asked && (
          <Button size="xs" onClick={() => keep(asked)}>
            {say.keep}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={remove}>
          {say.remove}
        </Button>
      </div>
      {keeping && <NewSegment start={{ name: '', rule: keeping }} onClose={() => keep(null)} />}
    </section>
  )
}

const SETTLED_MS = 350
const blank: Rule = { join: 'all', questions: [] }

/** The list follows whenever every condition is filled in and the hand rests. */
function Drawing({ rule, change }: { rule: string | null; change: (rule: string | null) => void }) {
  const say = useWords(words)
  const [drawn, setDrawn] = useState(() => ruleIn(rule) ?? blank)
  const told = useRef(rule)
  const names = useNames(drawn)
  // A view was chosen meanwhile, or all filters were cleared.
  useEffect(() => {
    if (rule === told.current) return
    told.current = rule
    setDrawn(ruleIn(rule) ?? blank)
  }, [rule])
  const tell = useDebouncedCallback((next: Rule) => {
    told.current = next.questions.length > 0 ? JSON.stringify(next) : null
    change(told.current)
  }, SETTLED_MS)
  return (
    <>
      <RuleBuilder
        rule={drawn}
        names={names}
        onChange={(next) => {
          setDrawn(next)
          if (next.questions.length === 0 || isWholeRule(next)) tell(next)
        }}
      />
      <p className={classes.note} role="status">
        {isWholeRule(drawn) ? say.live : say.unfinished}
      </p>
    </>
  )
}

export const words = {
  en: {
    label: 'Conditions',
    edit: 'Change',
    close: 'Done',
    keep: 'Make a segment',
    remove: 'Remove',
    unfinished: 'The list follows once every condition is filled in.',
    live: 'The list shows whoever meets the conditions now.',
  },
  ja: {
    label: '絞り込む条件',
    edit: '変える',
    close: '閉じる',
    keep: 'セグメントにする',
    remove: '外す',
    unfinished: 'すべての条件を入力すると、一覧に反映されます。',
    live: 'いま条件を満たす方を一覧に表示しています。',
  },
}
