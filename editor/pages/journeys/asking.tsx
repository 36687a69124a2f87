import { IconArchive, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { JourneyRow } from './queries.ts'

export type Question = 'resume' | 'archive' | 'remove'

type Props = {
  journey: Pick<JourneyRow, 'name' | 'here' | 'stones'>
  question: Question | null
  onClose: () => void
  onYes: (doing: Question) => void
}

const icons = { resume: IconPlayerPlay, archive: IconArchive, remove: IconTrash }

/** More than this many people: their number is typed before anything happens to them. */
const MANY = 100

/** The question before what is hard to undo, with how many it concerns. */
export function Asking({ journey, question, onClose, onYes }: Props) {
  const say = useWords(words)
  const format = useFormat()
  if (!question) return null
  const { name, here, stones } = journey
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      icon={icons[question]}
      tone={question === 'resume' ? 'moss' : 'shu'}
      question={say[question].question(name)}
      what={say[question].what(format.number(question === 'remove' ? stones : here))}
      verb={say[question].verb}
      type={question === 'archive' && here > MANY ? String(here) : undefined}
      onConfirm={() => {
        onClose()
        onYes(question)
      }}
    />
  )
}

export const words = {
  en: {
    resume: {
      question: (name: string) => `Resume “${name}”?`,
      what: (n: string) =>
        `${n} ${n === '1' ? 'person goes on' : 'people go on'} from where they stand. Mails whose time has passed leave at once.`,
      verb: 'Resume',
    },
    archive: {
      question: (name: string) => `Archive “${name}”?`,
      what: (n: string) =>
        `Nobody enters any more, and the ${n} ${n === '1' ? 'person in it stays' : 'people in it stay'} where they are without mail. When you bring it back, it is paused.`,
      verb: 'Archive',
    },
    remove: {
      question: (name: string) => `Delete “${name}”?`,
      what: (n: string) =>
        `The draft with its ${n} ${n === '1' ? 'stone' : 'stones'} goes away. It was never published, so nobody is in it.`,
      verb: 'Delete',
    },
  },
  ja: {
    resume: {
      question: (name: string) => `「${name}」を再開しますか`,
      what: (n: string) =>
        `${n}人が、いまの場所から進みます。時刻を過ぎているメールは、すぐに送られます。`,
      verb: '再開する',
    },
    archive: {
      question: (name: string) => `「${name}」を保管しますか`,
      what: (n: string) =>
        `新しい人は入らなくなり、いまいる${n}人はその場で止まります。メールは送られません。戻したときは、一時停止の状態になります。`,
      verb: '保管する',
    },
    remove: {
      question: (name: string) => `「${name}」を削除しますか`,
      what: (n: string) =>
        `下書きの${n}ステップがなくなります。公開したことがないので、だれにも影響しません。`,
      verb: '削除する',
    },
  },
}
