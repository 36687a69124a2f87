import { Button, Modal } from '@mantine/core'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { useWords } from '../../words.ts'
import classes from './mend-dialog.module.css'
import { ProblemList } from './problem-list.tsx'

/** Instead of the question whether to publish: what stands in the way. */
export function MendDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const say = useWords(words)
  const { problems } = useEditor()
  const acts = useActs()
  const title = say.title(problems.length)
  return (
    <Modal opened={opened} onClose={onClose} size={480} padding={20} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{say.text}</p>
      <ProblemList
        problems={problems}
        onOpen={(nodeId) => {
          onClose()
          acts.open(nodeId)
        }}
      />
      <div className={classes.acts}>
        <Button data-autofocus onClick={onClose}>
          {say.back}
        </Button>
      </div>
    </Modal>
  )
}

export const words = {
  en: {
    title: (n: number) =>
      n === 1 ? '1 thing is left before publishing' : `${n} things are left before publishing`,
    text: 'Mend them one by one: each opens the step it is about.',
    back: 'Back to the journey',
  },
  ja: {
    title: (n: number) => `公開の前に、${n}件の確認が残っています`,
    text: '選ぶと、そのステップが開きます。一つずつ直してください。',
    back: 'シナリオに戻る',
  },
}
