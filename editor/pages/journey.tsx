import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import { useParams } from 'react-router'
import { check } from '../../server/engine/check.ts'
import { Canvas } from '../canvas/canvas.tsx'
import { EditorProvider } from '../canvas/editor.tsx'
import { Inspector } from '../canvas/inspector.tsx'
import { Reading } from '../parts/reading.tsx'
import { useWords } from '../words.ts'
import { countersQuery, type Journey, journeyQuery } from './journey/data.ts'
import { Header } from './journey/header.tsx'
import classes from './journey/journey.module.css'
import { SavingBars } from './journey/saving-bars.tsx'
import { useDraft } from './journey/use-draft.ts'
import { sourcesQuery } from './source/queries.ts'
import { useNames } from './use-names.ts'

/** One journey, drawn: header, canvas and inspector. */
export function Page() {
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery(journeyQuery(id))
  if (data) return <Opened key={id} journey={data} />
  return error ? <Reading error={error} retry={refetch} /> : <Loading />
}

function Opened({ journey }: { journey: Journey }) {
  const say = useWords(words)
  const { id, name, version } = journey
  const draft = useDraft(journey)
  const { doc, dispatch } = draft
  const { data: counts } = useQuery(countersQuery(id, version !== null))
  const { data: asked } = useQuery(sourcesQuery)
  const sources = asked?.sources ?? null
  const narrow = useMediaQuery('(width < 900px)') ?? false
  const { settings } = doc.graph
  const names = useNames(doc.graph)
  const known = useMemo(() => ({ settings, sources, names }), [settings, sources, names])
  const problems = useMemo(() => {
    const found = check(doc.graph, { sourceIds: sources?.map((source) => source.id) })
    const there = new Set(doc.graph.nodes.map((node) => node.id))
    // What only the server can judge stays until its next answer.
    const fromServer = draft.problems.filter(
      ({ code, nodeId }) =>
        (code === 'liquid-wrong' || code === 'sender-unnamed') && nodeId && there.has(nodeId),
    )
    return [...found, ...fromServer]
  }, [doc.graph, sources, draft.problems])
  useEffect(() => {
    document.title = `${name} – Tobiishi`
  }, [name])
  return (
    <ReactFlowProvider>
      <EditorProvider
        journeyId={id}
        doc={doc}
        dispatch={dispatch}
        known={known}
        problems={problems}
        counts={counts ?? null}
        readOnly={narrow}
      >
        <div className={classes.page}>
          <Header journey={journey} draft={draft} />
          <SavingBars journey={journey} draft={draft} />
          {narrow && <p className={classes.narrow}>{say.narrow}</p>}
          <div className={classes.body}>
            <Canvas />
            <Inspector />
          </div>
        </div>
      </EditorProvider>
    </ReactFlowProvider>
  )
}

function Loading() {
  return (
    <div className={classes.page} aria-busy="true">
      <div className={classes.header}>
        <Skeleton width={240} height={16} />
      </div>
      <div className={classes.ground} />
    </div>
  )
}

export const words = {
  en: { narrow: 'Editing needs a wider window.' },
  ja: { narrow: '編集するには、ウィンドウを広げてください。' },
}
