import { Button } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { isWholeRule } from '../../../server/engine/finished.ts'
import { fitsAddress, type Rule } from '../../../server/engine/rule.ts'
import { useSettled } from '../../parts/use-settled.ts'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { ruleSentence } from '../../rules/sentence.ts'
import { useLanguage, useWords } from '../../words.ts'
import { NewSegment } from '../segments/new-dialog.tsx'
import { useNames } from '../use-names.ts'
import { isNarrowed, type Listing, ruleIn } from './listing.ts'
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
  const [drawn, setDrawn] = useState(asked ?? blank)
  const settled = useSettled({
    value: listing.rule ?? '',
    onChange: (rule) => change({ rule: rule || null }),
    onOther: (rule) => setDrawn(ruleIn(rule || null) ?? blank),
    ms: SETTLED_MS,
  })
  if (!drawing && !asked) return null
  const edit = (next: Rule) => {
    setDrawn(next)
    if (next.questions.length === 0) settled.soon('')
    else if (isWholeRule(next) && fitsAddress(next)) settled.soon(JSON.stringify(next))
  }
  const close = () => {
    settled.flush()
    draw(false)
  }
  const remove = () => {
    setDrawn(blank)
    settled.now('')
    draw(false)
  }
  const kept = drawing && isWholeRule(drawn) ? drawn : asked
  return (
    <section className={classes.bar} aria-label={say.label}>
      {drawing ? (
        <Drawing rule={drawn} change={edit} />
      ) : (
        <p className={classes.said}>
          <IconFilter size={18} stroke={1.75} aria-hidden />
          {asked && ruleSentence(asked, language, names)}
        </p>
      )}
      <div className={classes.acts}>
        {drawing ? (
          <Button size="xs" onClick={close}>
            {say.close}
          </Button>
        ) : (
          <Button size="xs" onClick={() => draw(true)}>
            {say.edit}
          </Button>
        )}
        {kept && (
          <Button size="xs" onClick={() => keep(kept)}>
            {say.keep}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={remove}>
          {say.remove}
        </Button>
      </div>
      {keeping && (
        <NewSegment
          start={{ name: '', rule: keeping }}
          note={isNarrowed({ ...listing, rule: null }) ? say.ruleAlone : undefined}
          onClose={() => keep(null)}
        />
      )}
    </section>
  )
}

const SETTLED_MS = 350
const blank: Rule = { join: 'all', questions: [] }

type Drawn = { rule: Rule; change: (rule: Rule) => void }

/** The list follows whenever every condition is filled in and the hand rests. */
function Drawing({ rule, change }: Drawn) {
  const say = useWords(words)
  const names = useNames(rule)
  const said = fitsAddress(rule) ? say.live : say.long
  return (
    <>
      <RuleBuilder rule={rule} names={names} onChange={change} />
      <p className={classes.note} role="status">
        {isWholeRule(rule) ? said : say.unfinished}
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
    long: 'These conditions are too long for a list: make a segment of them.',
    ruleAlone:
      'The segment takes over the conditions alone, not the search and the other filters of the list.',
  },
  ja: {
    label: '絞り込む条件',
    edit: '変える',
    close: '閉じる',
    keep: 'セグメントにする',
    remove: '外す',
    unfinished: 'すべての条件を入力すると、一覧に反映されます。',
    live: 'いま条件を満たす方を一覧に表示しています。',
    long: '条件が長すぎて、一覧には反映できません。セグメントにしてください。',
    ruleAlone: 'セグメントに引き継ぐのは条件だけです。検索とほかの絞り込みは含みません。',
  },
}
