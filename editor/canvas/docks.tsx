import { Tooltip, UnstyledButton } from '@mantine/core'
import {
  IconHandStop,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconPointer,
  IconSitemap,
  IconTrash,
} from '@tabler/icons-react'
import { useReactFlow, useStore } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import { useActs } from './acts.ts'
import classes from './dock.module.css'
import { useEditor } from './editor.tsx'
import { type Carried, Palette } from './palette.tsx'
import { fitting } from './view.ts'

/** What dragging on the ground does: draws a selection, or moves the ground. */
export type Tool = 'select' | 'pan'

type Props = {
  tool: Tool
  setTool(tool: Tool): void
  carried: Carried | null
  carry(carried: Carried | null): void
}

/** Tools at the upper left, the zoom below. */
export function Docks({ tool, setTool, carried, carry }: Props) {
  const say = useWords(words)
  const { readOnly } = useEditor()
  if (readOnly) return <ZoomDock />
  return (
    <>
      <div
        className={`${classes.dock} ${classes.tools}`}
        role="toolbar"
        aria-label={say.tools}
        aria-orientation="vertical"
      >
        <Act
          label={say.select}
          letter="V"
          pressed={tool === 'select'}
          act={() => setTool('select')}
        >
          <IconPointer size={18} stroke={1.75} aria-hidden />
        </Act>
        <Act label={say.pan} letter="H" pressed={tool === 'pan'} act={() => setTool('pan')}>
          <IconHandStop size={18} stroke={1.75} aria-hidden />
        </Act>
        <div className={classes.rule} />
        <Palette carried={carried} carry={carry} />
        <div className={classes.rule} />
        <Arrange />
        <Remove />
      </div>
      <ZoomDock />
    </>
  )
}

function Arrange() {
  const say = useWords(words)
  const acts = useActs()
  return (
    <Act label={say.arrange} letter="L" act={acts.arrange}>
      <IconSitemap size={18} stroke={1.75} aria-hidden />
    </Act>
  )
}

function Remove() {
  const say = useWords(words)
  const { selection } = useEditor()
  const acts = useActs()
  const nothing = selection.nodes.size + selection.edges.size === 0
  return (
    <Act label={say.remove} letter="Delete" disabled={nothing} act={acts.remove}>
      <IconTrash size={18} stroke={1.75} aria-hidden />
    </Act>
  )
}

function ZoomDock() {
  const say = useWords(words)
  const flow = useReactFlow()
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100))
  return (
    <div
      className={`${classes.dock} ${classes.zoom}`}
      role="toolbar"
      aria-label={say.zoom}
      aria-orientation="vertical"
    >
      <Act label={say.zoomIn} letter="＋" act={() => flow.zoomIn()}>
        <IconPlus size={18} stroke={1.75} aria-hidden />
      </Act>
      <Tooltip position="right" label={say.whole}>
        <UnstyledButton
          className={classes.percent}
          aria-label={say.at(zoom)}
          onClick={() => flow.zoomTo(1)}
        >
          {zoom}%
        </UnstyledButton>
      </Tooltip>
      <Act label={say.zoomOut} letter="−" act={() => flow.zoomOut()}>
        <IconMinus size={18} stroke={1.75} aria-hidden />
      </Act>
      <div className={classes.rule} />
      <Act label={say.fit} letter="F" act={() => flow.fitView(fitting)}>
        <IconMaximize size={18} stroke={1.75} aria-hidden />
      </Act>
    </div>
  )
}

type ActProps = {
  label: string
  letter: string
  pressed?: boolean
  disabled?: boolean
  act(): void
  children: ReactNode
}

function Act({ label, letter, pressed, disabled, act, children }: ActProps) {
  return (
    <Tooltip position="right" label={`${label} (${letter})`}>
      <UnstyledButton
        className={classes.tool}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={act}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}

export const words = {
  en: {
    tools: 'Tools',
    select: 'Select',
    pan: 'Move the ground',
    arrange: 'Tidy up',
    remove: 'Delete what is selected',
    zoom: 'Zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'Show at 100%',
    at: (percent: number) => `${percent}%, show at 100%`,
    fit: 'Show everything',
  },
  ja: {
    tools: '道具',
    select: '選ぶ',
    pan: '画面を動かす',
    arrange: '整列する',
    remove: '選んだものを消す',
    zoom: '表示倍率',
    zoomIn: '拡大する',
    zoomOut: '縮小する',
    whole: '100%で表示する',
    at: (percent: number) => `${percent}%、100%で表示する`,
    fit: '全体を表示する',
  },
}
