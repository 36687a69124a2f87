import { Button, Popover } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { useWords } from '../../words.ts'
import { ProblemList } from './problem-list.tsx'
import classes from './problems.module.css'

/** How much is left to mend; opens the list. Green words when nothing is. */
export function ProblemsButton() {
  const say = useWords(words)
  const { problems, graph } = useEditor()
  const acts = useActs()
  const [opened, setOpened] = useState(false)
  if (graph.nodes.length === 0) return null
  const count = problems.length
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={380}
      radius="lg"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          className={classes.button}
          variant="outline"
          color={count > 0 ? 'shu' : 'moss'}
          leftSection={
            count > 0 ? (
              <IconAlertCircle size={18} stroke={1.75} aria-hidden />
            ) : (
              <IconCircleCheck size={18} stroke={1.75} aria-hidden />
            )
          }
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {count > 0 ? say.problems(count) : say.none}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} role="dialog" aria-label={say.title}>
        <h2 className={classes.title}>{count > 0 ? say.title : say.noneTitle}</h2>
        {count > 0 ? (
          <ProblemList
            problems={problems}
            onOpen={(nodeId) => {
              setOpened(false)
              acts.open(nodeId)
            }}
          />
        ) : (
          <p className={classes.calm}>{say.noneText}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

export const words = {
  en: {
    problems: (n: number) => `${n} to check`,
    none: 'In order',
    title: 'Mend these before publishing',
    noneTitle: 'Nothing to mend',
    noneText: 'This journey can be published as it is.',
  },
  ja: {
    problems: (n: number) => `確認 ${n}件`,
    none: '問題なし',
    title: '公開の前に直すところ',
    noneTitle: '直すところはありません',
    noneText: 'このまま公開できます。',
  },
}
