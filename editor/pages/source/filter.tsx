import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Rule } from '../../../server/engine/rule.ts'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { useWords } from '../../words.ts'
import { useNames } from '../use-names.ts'
import { ChoosePost, useChosenPost } from './chosen-post.tsx'
import { filterOf } from './filter-draft.ts'
import { type Source, useChangeSource } from './queries.ts'
import page from './source.module.css'
import classes from './trial.module.css'
import { type Outcome, useTrial } from './trial.tsx'

/** Which posts are taken, tried on one of the last. */
export function Filter({ source }: { source: Source }) {
  const say = useWords(words)
  const [rule, setRule] = useState<Rule | null>(() => filterOf(source.filter).filter)
  const names = useNames(rule)
  const chosen = useChosenPost(source.id)
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  const { whole, filter } = filterOf(rule)
  const outcome = useTrial({ sourceId: source.id, settings: { filter }, post: chosen.post })
  const changed = JSON.stringify(filter) !== JSON.stringify(filterOf(source.filter).filter)
  return (
    <Card title={say.title} note={say.note}>
      <div className={page.stack}>
        {rule && <RuleBuilder rule={rule} names={names} payload="only" onChange={setRule} />}
        {rule && (
          <>
            <ChoosePost {...chosen} />
            {chosen.post && outcome && <Said outcome={outcome} whole={whole} />}
          </>
        )}
        <Wrong error={change.error} />
        <div className={classes.acts}>
          {(rule || source.filter) && (
            <Button
              disabled={!changed || !whole}
              loading={change.isPending}
              onClick={() => change.mutate({ filter })}
            >
              {say.save}
            </Button>
          )}
          <Button
            variant="subtle"
            onClick={() => setRule(rule ? null : { join: 'all', questions: [] })}
          >
            {rule ? say.all : say.begin}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function Said({ outcome, whole }: { outcome: Outcome; whole: boolean }) {
  const say = useWords(words)
  const filtered = outcome.type === 'refused' && outcome.reason === 'filtered'
  return (
    <p className={classes.said} aria-live="polite" data-filtered={filtered || undefined}>
      {!whole ? say.half : filtered ? say.filtered : say.taken}
    </p>
  )
}

export const words = {
  en: {
    title: 'Which posts are taken',
    note: 'The others are kept under “Received” and can be run again; no contact and no journey learns of them. The sender is told that all is well.',
    begin: 'Take only some',
    all: 'Take all',
    half: 'A condition is not finished yet.',
    taken: 'This post would be taken.',
    filtered: 'This post would be left out.',
    save: 'Save these',
    saved: 'Saved. It holds from the next post on.',
  },
  ja: {
    title: '受け付けるもの',
    note: 'ほかのものは「届いた内容」に残り、あとから実行できます。コンタクトにもシナリオにも伝わりません。送信元には正常と答えます。',
    begin: '条件で絞る',
    all: 'すべて受ける',
    half: '書きかけの条件があります。',
    taken: 'この内容は受け付けます。',
    filtered: 'この内容は受け付けません。',
    save: '条件を保存',
    saved: '保存しました。次に届くものから使います。',
  },
}
