import { TextInput } from '@mantine/core'
import { Card } from '../../parts/page-body.tsx'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { useWords } from '../../words.ts'
import { LiveCount } from '../segments/live-count.tsx'
import type { Segment } from '../segments/queries.ts'
import classes from '../segments/segments.module.css'
import { useNames } from '../use-names.ts'
import type { SegmentDraft } from './use-draft.ts'

type Props = { segment: Segment; draft: SegmentDraft }

/** The name, and for a dynamic one the conditions beside how many meet them. */
export function DrawCard({ segment, draft }: Props) {
  const say = useWords(words)
  const names = useNames(draft.rule)
  const archived = segment.archivedAt !== null
  return (
    <Card title={draft.rule ? say.conditions : say.byHand}>
      <fieldset className={classes.plain} disabled={archived}>
        <TextInput
          className={classes.name}
          label={say.name}
          maxLength={100}
          value={draft.name}
          error={draft.name.trim() ? null : say.nameMissing}
          onChange={(event) => draft.edit({ name: event.currentTarget.value })}
        />
        {draft.rule && (
          <div className={classes.columns}>
            <RuleBuilder
              rule={draft.rule}
              names={names}
              onChange={(rule) => draft.edit({ rule })}
            />
            <LiveCount rule={draft.rule} />
          </div>
        )}
      </fieldset>
    </Card>
  )
}

export const words = {
  en: {
    conditions: 'Who is in',
    byHand: 'Chosen by hand',
    name: 'Name',
    nameMissing: 'Enter a name.',
  },
  ja: {
    conditions: '集める条件',
    byHand: '手で選ぶセグメント',
    name: '名前',
    nameMissing: '名前を入力してください。',
  },
}
