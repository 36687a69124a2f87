import { Button, Modal } from '@mantine/core'
import type { Graph } from '../../../server/engine/graph.ts'
import { differences } from '../../canvas/differences.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { tell } from '../../canvas/faces.ts'
import { Miniature } from '../../canvas/miniature.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import classes from './compare-dialog.module.css'

/** One of two graphs; without a name it is by whoever looks. */
export type Version = {
  graph: Graph
  /** drawn on this screen · saved first, elsewhere · what goes on unless · kept for a choice */
  kind: 'screen' | 'saved' | 'draft' | 'copy'
  by: string | null
  at: string | null
}

type Props = {
  opened: boolean
  onClose(): void
  draft: Version
  kept: Version
  onChoose(graph: Graph): void
}

/** Two versions of one journey beside each other, and the choice between them. */
export function CompareDialog({ opened, onClose, draft, kept, onChoose }: Props) {
  const say = useWords(words)
  return (
    <Modal opened={opened} onClose={onClose} size={1060} padding={0} aria-label={say.title}>
      <div className={classes.dialog}>
        <header className={classes.head}>
          <h2 className={classes.title}>{say.title}</h2>
          <p className={classes.text}>{say.text}</p>
        </header>
        <div className={classes.sides}>
          <Side version={draft} other={kept} onChoose={onChoose} />
          <Side version={kept} other={draft} onChoose={onChoose} />
        </div>
        <footer className={classes.foot}>
          <Button data-autofocus onClick={onClose}>
            {say.later}
          </Button>
        </footer>
      </div>
    </Modal>
  )
}

type SideProps = { version: Version; other: Version; onChoose(graph: Graph): void }

function Side({ version, other, onChoose }: SideProps) {
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const { known } = useEditor()
  const { graph, kind, by, at } = version
  const { added, changed, removed, lines, settings } = differences(other.graph, graph)
  const name = by ? say.of(by) : say[kind]
  const titles = (nodes: Graph['nodes']) =>
    nodes.map((node) => say.quoted(tell(node, known, language).title)).join(say.comma)
  return (
    <section className={classes.side} aria-label={name}>
      <h3 className={classes.name}>
        {name} <span className={classes.at}>{at ? format.recent(at) : say.onScreen}</span>
      </h3>
      <Miniature
        graph={graph}
        marked={new Map([...added, ...changed].map((node) => [node.id, 'changed'] as const))}
      />
      <ul className={classes.list}>
        {added.length > 0 && <li>{say.added(titles(added))}</li>}
        {changed.length > 0 && <li>{say.changed(titles(changed))}</li>}
        {removed.length > 0 && <li>{say.lacks(titles(removed))}</li>}
        {lines > 0 && <li>{say.lines}</li>}
        {settings && <li>{say.settings}</li>}
        {added.length + changed.length + removed.length + lines === 0 && !settings && (
          <li>{say.places}</li>
        )}
      </ul>
      <Button className={classes.choose} onClick={() => onChoose(graph)}>
        {say.choose}
      </Button>
    </section>
  )
}

export const words = {
  en: {
    title: 'Which version goes on',
    text: 'Both are kept. What is different is outlined. Nothing is lost until you choose, and the choice can be undone.',
    screen: 'Your version',
    saved: 'Your version, saved elsewhere',
    draft: 'The draft now',
    copy: 'The version kept beside it',
    of: (name: string) => `The version of ${name}`,
    onScreen: 'on your screen',
    quoted: (title: string) => `“${title}”`,
    comma: ', ',
    added: (titles: string) => `Only here: ${titles}`,
    changed: (titles: string) => `Different: ${titles}`,
    lacks: (titles: string) => `Not here: ${titles}`,
    lines: 'Lines lead elsewhere',
    settings: 'Who may enter again is different',
    places: 'Only the places of the steps are different',
    choose: 'Go on with this one',
    later: 'Decide later',
  },
  ja: {
    title: 'どちらの版で進めますか',
    text: '両方とも残っています。違うところを枠で示しました。選ぶまで何も失われず、選んだあとも元に戻せます。',
    screen: 'あなたの版',
    saved: '別の画面で保存した版',
    draft: 'いまの下書き',
    copy: '別に残した版',
    of: (name: string) => `${name}さんの版`,
    onScreen: 'いまの画面',
    quoted: (title: string) => `「${title}」`,
    comma: '、',
    added: (titles: string) => `こちらだけにある：${titles}`,
    changed: (titles: string) => `内容が違う：${titles}`,
    lacks: (titles: string) => `こちらにない：${titles}`,
    lines: '線のつながりが違います',
    settings: '再び入れるかどうかの設定が違います',
    places: 'ステップの位置だけが違います',
    choose: 'この版で進める',
    later: 'あとで決める',
  },
}
