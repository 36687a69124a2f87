import { UnstyledButton } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import type { Problem } from '../../../server/engine/problem.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { tell, tellProblem } from '../../canvas/faces.ts'
import { Tile } from '../../parts/tile.tsx'
import { useLanguage, useWords } from '../../words.ts'
import classes from './problems.module.css'

type Props = { problems: readonly Problem[]; onOpen(nodeId: string): void }

/** Each problem as a sentence under the stone it is about; a click goes there. */
export function ProblemList({ problems, onOpen }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const { graph, known } = useEditor()
  return (
    <ul className={classes.list}>
      {problems.map((problem, index) => {
        const node = graph.nodes.find((node) => node.id === problem.nodeId)
        const told = node && tell(node, known, language)
        const sentence = tellProblem(problem, language)
        return (
          <li key={index}>
            {node && told ? (
              <UnstyledButton className={classes.item} onClick={() => onOpen(node.id)}>
                <Tile icon={told.face.icon(node.data)} tone={told.face.tone} size={30} round />
                <span className={classes.words}>
                  <span className={classes.where}>{told.title}</span>
                  <span className={classes.sentence}>{sentence}</span>
                </span>
              </UnstyledButton>
            ) : (
              <div className={classes.item}>
                <Tile icon={IconRoute} tone="ishi" size={30} round />
                <span className={classes.words}>
                  <span className={classes.where}>{say.whole}</span>
                  <span className={classes.sentence}>{sentence}</span>
                </span>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export const words = {
  en: { whole: 'The whole journey' },
  ja: { whole: 'シナリオ全体' },
}
