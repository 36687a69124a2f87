import type { Entry } from '../../../server/timeline/shape.ts'
import { causeOf } from '../../../server/words/messages.ts'
import { useWords } from '../../words.ts'
import { BranchReason } from './branch-reason.tsx'
import { FailedEntry } from './failed-entry.tsx'
import { Fields } from './fields.tsx'
import { MessageCard } from './message-card.tsx'
import { Reason } from './reason.tsx'
import { eventReason, type Telling, waitReason } from './tell.ts'
import { toldFields, toldOf } from './told-fields.ts'

/** What stands behind an entry's fact: the reason, the values, the mail. */
export function EntryBody({ entry, telling }: { entry: Entry; telling: Telling }) {
  const say = useWords(words)
  switch (entry.kind) {
    case 'entered':
      return <Fields label={say.came} fields={toldFields(entry.payload, telling)} />
    case 'waiting':
    case 'over':
      return <Reason>{waitReason(entry, telling)}</Reason>
    case 'branched':
      return <BranchReason asked={entry.asked} telling={telling} />
    case 'message':
      return <MessageCard message={entry.message} />
    case 'failed':
      return <FailedEntry entry={entry} walks={telling.walks} />
    case 'event': {
      const reason = eventReason(entry, telling)
      if (reason !== null) return reason && <Reason>{reason}</Reason>
      return <Fields label={say.came} fields={toldOf(entry, telling)} />
    }
    case 'moved':
      return entry.hand.note && <Reason>{entry.hand.note}</Reason>
    case 'ended': {
      // The fact says it all.
      if (entry.reason === 'merged') return null
      if (entry.hand?.note) return <Reason>{entry.hand.note}</Reason>
      const cause = causeOf(entry.reason, telling.language)
      return cause && <Reason>{cause}</Reason>
    }
    case 'waited':
      return null
  }
}

export const words = {
  en: { came: 'What came with it' },
  ja: { came: '一緒に届いた内容' },
}
