import { Menu } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type NodeTypeName, nodeTypes } from '../../server/engine/nodes/index.ts'
import { faceNames, faces } from '../nodes/index.ts'
import { KindTile } from '../parts/kind-tile.tsx'
import { useLanguage, useWords } from '../words.ts'
import { useActs } from './acts.ts'
import classes from './add-menu.module.css'
import { leaves } from './drawing.ts'
import { useEditor } from './editor.tsx'

/** The kinds that may come next, where a line was let go, a ＋ was pressed or a key asked. */
export function AddMenu() {
  const say = useWords(words)
  const language = useLanguage()
  const { graph, adding, setAdding, dispatch } = useEditor()
  const acts = useActs()
  if (!adding) return null
  const { screen, at, after } = adding
  const names = faceNames.filter((name) => !after || !nodeTypes[name]?.begins)
  const choose = (name: NodeTypeName) => {
    setAdding(null)
    acts.add(name, { at, after })
  }
  const line = after && graph.edges.find((edge) => leaves(edge, after.nodeId, after.out))
  const cut = () => {
    setAdding(null)
    if (line) dispatch({ type: 'remove', nodeIds: [], edgeIds: [line.id] })
  }
  return (
    <Menu
      opened
      onClose={() => setAdding(null)}
      position="bottom-start"
      offset={4}
      width={280}
      returnFocus
      trapFocus
    >
      <Menu.Target>
        <span className={classes.place} style={{ left: screen.x, top: screen.y }} />
      </Menu.Target>
      <Menu.Dropdown
        aria-label={say.title}
        onKeyDown={(event) => {
          const name = names.find((name) => faces[name].letter === event.key.toLowerCase())
          if (name) choose(name)
          else if (event.key === 'Delete' || event.key === 'Backspace') cut()
        }}
      >
        <Menu.Label>{say.title}</Menu.Label>
        {names.map((name) => {
          const { kind, hint } = faces[name].words[language]
          return (
            <Menu.Item
              key={name}
              leftSection={<KindTile type={name} size={30} />}
              rightSection={
                <kbd className={classes.letter}>{faces[name].letter.toUpperCase()}</kbd>
              }
              onClick={() => choose(name)}
            >
              <span className={classes.kind}>{kind}</span>
              <span className={classes.hint}>{hint}</span>
            </Menu.Item>
          )
        })}
        {line && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={
                <IconTrash className={classes.cut} size={18} stroke={1.75} aria-hidden />
              }
              rightSection={<kbd className={classes.letter}>Delete</kbd>}
              onClick={cut}
            >
              <span className={classes.kind}>{say.cut}</span>
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

export const words = {
  en: { title: 'Add a step', cut: 'Take the line away' },
  ja: { title: 'ステップを足す', cut: '線を外す' },
}
