import { useState } from 'react'
import { isWholeRule } from '../../../server/engine/finished.ts'
import type { Rule } from '../../../server/engine/rule.ts'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { changeSegment, type Segment, useSegmentAct } from '../segments/queries.ts'

type Drawn = { name: string; rule: Rule | null; revision: number }

/** A segment as somebody is changing it, from a known revision; until then, as it stands. */
export function useSegmentDraft(segment: Segment) {
  const say = useWords(words)
  const { id, name, rule, revision } = segment
  const [own, setOwn] = useState<Drawn | null>(null)
  const drawn: Drawn = own ?? { name, rule, revision }
  const act = useSegmentAct(id, changeSegment(id))
  const changed =
    own !== null && (own.name !== name || JSON.stringify(own.rule) !== JSON.stringify(rule))
  const stale = changed && own.revision !== revision
  const whole = drawn.name.trim() !== '' && (!drawn.rule || isWholeRule(drawn.rule))
  return {
    name: drawn.name,
    rule: drawn.rule,
    changed,
    /** Somebody else saved after this began. */
    stale,
    ready: changed && whole && !stale,
    saving: act.isPending,
    error: act.error,
    edit: (part: Partial<Pick<Drawn, 'name' | 'rule'>>) =>
      setOwn((before) => ({ ...(before ?? { name, rule, revision }), ...part })),
    drop: () => setOwn(null),
    /** Keeps what is drawn here, upon what the other has saved. */
    insist: () => setOwn({ ...drawn, revision }),
    save: () =>
      act.mutate(
        {
          name: drawn.name.trim(),
          ...(drawn.rule && { rule: drawn.rule }),
          revision: drawn.revision,
        },
        {
          onSuccess() {
            setOwn(null)
            toast({ title: say.saved })
          },
        },
      ),
  }
}

export type SegmentDraft = ReturnType<typeof useSegmentDraft>

export const words = {
  en: { saved: 'Saved.' },
  ja: { saved: '保存しました。' },
}
