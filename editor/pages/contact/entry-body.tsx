import type { Entry } from '../../../server/timeline/shape.ts'
import { useWords } from '../../words.ts'
import { BranchReason } from './branch-reason.tsx'
import { FailedEntry } from './failed-entry.tsx'
import { Fields } from './fields.tsx'
import { MessageCard } from './message-card.tsx'
import { Reason } from './reason.tsx'
import { type Telling, waitReason } from './tell.ts'

/** What stands behind an entry's fact: the reason, the values, the mail. */
export function EntryBody({ entry, telling }: { entry: Entry; telling: Telling }) {
  const say = useWords(words)
  switch (entry.kind) {
    case 'entered':
      return <Fields label={say.came} fields={entry.payload} />
    case 'waiting':
      return <Reason>{waitReason(entry, telling)}</Reason>
    case 'branched':
      return <BranchReason asked={entry.asked} />
    case 'message':
      return <MessageCard message={entry.message} />
    case 'failed':
      return <FailedEntry entry={entry} walks={telling.walks} />
    case 'event':
      return typeof entry.payload.note === 'string' ? (
        entry.payload.note && <Reason>{entry.payload.note}</Reason>
      ) : (
        <Fields label={say.came} fields={entry.payload} />
      )
    case 'waited':
    case 'ended':
      return null
  }
}

export const words = {
  en: { came: 'What came with it' },
  ja: { came: '一緒に届いた内容' },
}
