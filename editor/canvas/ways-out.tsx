import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { GraphNode } from '../../server/engine/graph.ts'
import { useLanguage, useWords } from '../words.ts'
import { leaves, outsOf } from './drawing.ts'
import { useEditor } from './editor.tsx'
import { canConnect } from './edits.ts'
import { tell, tellOut } from './faces.ts'
import classes from './inspector.module.css'
import own from './ways-out.module.css'

const END = ''

/** Where each way out leads: chosen from a list by whoever does not draw. */
export function WaysOut({ node }: { node: GraphNode }) {
  const say = useWords(words)
  const language = useLanguage()
  const { graph, known, dispatch, setAdding } = useEditor()
  const outs = outsOf(node)
  if (outs.length === 0) return null
  return (
    <section className={classes.section} aria-label={say.title}>
      <h3 className={classes.sectionHead}>{say.title}</h3>
      {outs.map((out) => {
        const from = { nodeId: node.id, out }
        const edge = graph.edges.find((edge) => leaves(edge, node.id, out))
        const label = outs.length > 1 ? (tellOut(node, out, known, language) ?? out) : say.next
        const targets = graph.nodes.filter((other) => canConnect(graph, from, other.id))
        const lead = (target: string | null) => {
          if (target) dispatch({ type: 'connect', from, target })
          else if (edge) dispatch({ type: 'remove', nodeIds: [], edgeIds: [edge.id] })
        }
        return (
          <div key={out} className={own.way}>
            <Select
              className={own.target}
              label={label}
              searchable
              allowDeselect={false}
              nothingFoundMessage={say.nothing}
              value={edge?.target ?? END}
              onChange={lead}
              data={[
                { value: END, label: say.end },
                ...targets.map((other) => ({
                  value: other.id,
                  label: tell(other, known, language).title,
                })),
              ]}
            />
            <Tooltip label={say.add}>
              <ActionIcon
                size={36}
                variant="default"
                aria-label={say.addAfter(label)}
                onClick={({ currentTarget }) => {
                  const { left, bottom } = currentTarget.getBoundingClientRect()
                  setAdding({ screen: { x: left - 244, y: bottom }, after: from })
                }}
              >
                <IconPlus size={18} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          </div>
        )
      })}
    </section>
  )
}

export const words = {
  en: {
    title: 'Leads to',
    next: 'Next step',
    end: 'The end',
    nothing: 'No such step',
    add: 'Add the next step',
    addAfter: (way: string) => `Add the next step: ${way}`,
  },
  ja: {
    title: 'つながり',
    next: '次のステップ',
    end: '終了（ここで終わる）',
    nothing: '見つかりません',
    add: '次のステップを足す',
    addAfter: (way: string) => `次のステップを足す：${way}`,
  },
}
