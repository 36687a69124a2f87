import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowsExchange, IconDoorExit, IconDots } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Walk } from '../../../server/timeline/shape.ts'
import { initial } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { MiniPath } from '../../parts/mini-path.tsx'
import { When } from '../../parts/when.tsx'
import type { Tone } from '../../theme.ts'
import { useWords } from '../../words.ts'
import { words as actWords } from './act-menu.tsx'
import type { Act } from './acts.ts'
import { nodeWords } from './node-words.ts'
import { entryAnchor, type Pointing } from './pointing.ts'
import type { Telling } from './tell.ts'
import classes from './walk-card.module.css'

type Props = {
  walk: Walk
  telling: Telling
  name: string
  pointing: Pointing
  /** Of a walk that is under way: what can be done to it. */
  act?: (act: Act) => void
}

/** One walk through one version, drawn with its path lit. */
export function WalkCard({ walk, telling, name, pointing, act }: Props) {
  const say = useWords(words)
  const { enrollmentId, journeyId, journeyName, version, graph, path, endedAt } = walk
  const here = endedAt ? null : walk.nodeId
  const passed = new Set(path.filter(({ out }) => out !== null).map(({ nodeId }) => nodeId)).size
  const title = (nodeId: string) => nodeWords(graph, nodeId, telling)?.title ?? nodeId
  const pointed = pointing.at?.enrollmentId === enrollmentId ? pointing.at.nodeId : null
  return (
    <article className={classes.card} aria-label={journeyName}>
      <div className={classes.head}>
        <h3>
          <Link to={`/journeys/${journeyId}`}>{journeyName}</Link>
        </h3>
        <WalkChip walk={walk} />
        {act && <WalkMenu enrollmentId={enrollmentId} journey={journeyName} act={act} />}
      </div>
      <p className={classes.note}>
        <span>v{version}</span>
        <span>
          {say.entered} <When at={walk.enteredAt} />
        </span>
        <span>{say.passed(passed)}</span>
      </p>
      <div className={classes.ground}>
        <MiniPath
          graph={graph}
          lived={{ path, here }}
          token={initial(name)}
          label={say.picture(journeyName, here ? title(here) : null)}
          nameOf={title}
          pointed={pointed}
          onPoint={(nodeId) => pointing.point(nodeId === null ? null : { enrollmentId, nodeId })}
          onPick={(nodeId) => goTo(entryAnchor({ enrollmentId, nodeId }))}
        />
      </div>
    </article>
  )
}

type MenuProps = { enrollmentId: number; journey: string; act: (act: Act) => void }

function WalkMenu({ enrollmentId, journey, act }: MenuProps) {
  const say = useWords(words)
  const acts = useWords(actWords)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={say.acts(journey)}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowsExchange size={18} stroke={1.75} aria-hidden />}
          onClick={() => act({ type: 'move', enrollmentId })}
        >
          {acts.move}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDoorExit size={18} stroke={1.75} aria-hidden />}
          onClick={() => act({ type: 'take-out', enrollmentId })}
        >
          {acts.takeOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A walk's state in a word. */
export function WalkChip({ walk }: { walk: Walk }) {
  const say = useWords(words)
  const { journeyState } = walk
  const still = !walk.endedAt && (journeyState === 'paused' || journeyState === 'archived')
  return (
    <Chip tone={still ? 'ishi' : tones[walk.state]}>{say[still ? journeyState : walk.state]}</Chip>
  )
}

const tones: Record<Walk['state'], Tone> = {
  active: 'moss',
  waiting: 'kohaku',
  held: 'kohaku',
  completed: 'ishi',
  exited: 'ishi',
  failed: 'shu',
}

function goTo(anchor: string) {
  const entry = document.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(anchor)}"]`)
  entry?.scrollIntoView({ block: 'center' })
  entry?.focus({ preventScroll: true })
}

export const words = {
  en: {
    entered: 'entered',
    passed: (n: number) => `${n} ${n === 1 ? 'stone' : 'stones'} passed`,
    picture: (journey: string, here: string | null) =>
      here
        ? `“${journey}” with the path walked so far. Stands at “${here}”.`
        : `“${journey}” with the path that was walked.`,
    acts: (journey: string) => `What can be done in “${journey}”`,
    active: 'Walking',
    waiting: 'Waiting',
    held: 'Held',
    completed: 'Completed',
    exited: 'Left',
    failed: 'Stopped',
    paused: 'Paused',
    archived: 'Archived',
  },
  ja: {
    entered: '適用',
    passed: (n: number) => `${n}つの飛び石を通過`,
    picture: (journey: string, here: string | null) =>
      here ? `「${journey}」で通った道。いまは「${here}」にいます。` : `「${journey}」で通った道。`,
    acts: (journey: string) => `「${journey}」でできること`,
    active: '進行中',
    waiting: '待機中',
    held: '保留中',
    completed: '完了',
    exited: '途中で終了',
    failed: '停止中',
    paused: '一時停止中',
    archived: '保管済み',
  },
}
