import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconChevronRight } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { JourneyChip } from '../../parts/journey-chip.tsx'
import { useWords } from '../../words.ts'
import type { Journey } from './data.ts'
import classes from './journey.module.css'
import { JourneyMenu } from './journey-menu.tsx'
import { NameField } from './name-field.tsx'
import { ProblemsButton } from './problems-button.tsx'
import { PublishButton } from './publish-button.tsx'
import { SavedState } from './saved-state.tsx'
import type { useDraft } from './use-draft.ts'

export type Draft = ReturnType<typeof useDraft>

/** Which journey this is, how it stands, and the one act that comes next. */
export function Header({ journey, draft }: { journey: Journey; draft: Draft }) {
  const say = useWords(words)
  const { readOnly } = useEditor()
  const { id, name, state, version } = journey
  return (
    <header className={classes.header}>
      <div className={classes.start}>
        <Link className={classes.crumb} to="/journeys">
          {say.journeys}
        </Link>
        <IconChevronRight className={classes.chevron} size={15} stroke={2} aria-hidden />
        <NameField id={id} name={name} />
        <JourneyChip state={state} version={version?.number} />
      </div>
      <nav className={classes.tabs} aria-label={say.tabs}>
        <Link className={classes.tab} to={`/journeys/${id}`} aria-current="page">
          {say.edit}
        </Link>
      </nav>
      <div className={classes.end}>
        {!readOnly && (
          <>
            <SavedState state={draft.state} />
            <History />
          </>
        )}
        <ProblemsButton />
        {!readOnly && <PublishButton journey={journey} draft={draft} />}
        <JourneyMenu journey={journey} />
      </div>
    </header>
  )
}

function History() {
  const say = useWords(words)
  const { doc } = useEditor()
  const acts = useActs()
  return (
    <>
      <Tooltip label={`${say.undo} (${modifier}Z)`}>
        <ActionIcon
          className={classes.step}
          aria-label={say.undo}
          disabled={doc.past.length === 0}
          onClick={acts.undo}
        >
          <IconArrowBackUp size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${say.redo} (⇧${modifier}Z)`}>
        <ActionIcon
          className={classes.step}
          aria-label={say.redo}
          disabled={doc.future.length === 0}
          onClick={acts.redo}
        >
          <IconArrowForwardUp size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

const modifier = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl+'

export const words = {
  en: {
    journeys: 'Journeys',
    tabs: 'Views of this journey',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
  },
  ja: {
    journeys: 'シナリオ',
    tabs: 'このシナリオの画面',
    edit: '編集',
    undo: '元に戻す',
    redo: 'やり直す',
  },
}
