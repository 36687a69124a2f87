import { Button } from '@mantine/core'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useWords } from '../../words.ts'
import { ProblemList } from './problem-list.tsx'
import classes from './problems.module.css'

/** Instead of the question whether to publish: what stands in the way. */
export function MendDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const say = useWords(words)
  const { problems } = useEditor()
  const acts = useActs()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={say.title(problems.length)}
      acts={
        <Button data-autofocus onClick={onClose}>
          {say.back}
        </Button>
      }
    >
      <p className={classes.text}>{say.text}</p>
      <ProblemList
        problems={problems}
        onOpen={(nodeId) => {
          onClose()
          acts.open(nodeId)
        }}
      />
    </Dialog>
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
