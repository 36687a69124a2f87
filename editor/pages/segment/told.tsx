import { Button } from '@mantine/core'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import classes from '../segments/segments.module.css'
import type { SegmentDraft } from './use-draft.ts'

/** That somebody else was first, and what can be done; or why it could not be saved. */
export function Told({ draft }: { draft: SegmentDraft }) {
  const say = useWords(words)
  if (!draft.stale) return draft.changed && draft.error ? <Wrong error={draft.error} /> : null
  return (
    <div className={classes.told} role="alert">
      <p>{say.stale}</p>
      <Button onClick={draft.drop}>{say.theirs}</Button>
      <Button onClick={draft.insist}>{say.mine}</Button>
    </div>
  )
}

export const words = {
  en: {
    stale: 'Somebody changed this segment first. What you drew is still here.',
    theirs: 'Show theirs',
    mine: 'Keep mine',
  },
  ja: {
    stale: 'ほかの人が先に変更しました。ここで入力した内容は残っています。',
    theirs: '相手の版を見る',
    mine: '自分の版を残す',
  },
}
