import { useEffect, useReducer, useState, useSyncExternalStore } from 'react'
import type { Graph } from '../../../server/engine/graph.ts'
import type { Problem } from '../../../server/engine/problem.ts'
import { isSame } from '../../canvas/differences.ts'
import { document, openDoc } from '../../canvas/document.ts'
import { arranged } from '../../canvas/layout.ts'
import { createSaver, type Saved } from '../../canvas/saver.ts'
import { type Journey, putDraft, rememberDraft } from './data.ts'
import { takeKept, writeKept } from './kept.ts'

/** The draft on the screen: what is drawn, how it is saved, and what the server found in it. */
export function useDraft(journey: Journey) {
  const [problems, setProblems] = useState<readonly Problem[]>(journey.problems)
  const [{ saver, begin }] = useState(() =>
    open(journey, (saved) => {
      setProblems(saved.problems)
      rememberDraft(journey.id, saved)
    }),
  )
  const [doc, dispatch] = useReducer(document, begin, openDoc)
  const state = useSyncExternalStore(saver.subscribe, saver.state)

  useEffect(() => saver.change(doc.graph), [saver, doc.graph])

  useEffect(() => {
    const save = () => void saver.save()
    const guard = (event: BeforeUnloadEvent) => {
      if (!saver.isDirty()) return
      save()
      event.preventDefault()
    }
    window.addEventListener('online', save)
    window.addEventListener('blur', save)
    window.addEventListener('beforeunload', guard)
    return () => {
      window.removeEventListener('online', save)
      window.removeEventListener('blur', save)
      window.removeEventListener('beforeunload', guard)
      save()
    }
  }, [saver])

  // Somebody else saved while nothing was unsaved here: theirs is simply what there is now.
  useEffect(() => {
    const { revision, draft, savedAt, savedBy } = journey
    const theirs = { revision, graph: draft, savedAt, savedBy }
    saver.renew(theirs)
    if (revision <= saver.revision() || saver.isDirty() || saver.state().type !== 'saved') return
    saver.follow(theirs)
    setProblems(journey.problems)
    dispatch({ type: 'load', graph: draft })
  }, [journey, saver])

  return { doc, dispatch, saver, state, problems }
}

function open(journey: Journey, onSaved: (saved: Saved) => void) {
  const { id, draft, revision, savedAt } = journey
  const kept = takeKept(id)
  const unsaved = kept && !isSame(kept.graph, draft) ? kept : null
  if (kept && !unsaved) writeKept(id, null)
  const saver = createSaver({
    revision: unsaved?.revision ?? revision,
    graph: draft,
    savedAt,
    put: (graph, revision) => putDraft(id, graph, revision),
    keep: (kept) => writeKept(id, kept),
    later(ms, act) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    onSaved,
  })
  const begin = unsaved?.graph ?? laidOut(draft)
  // Laying out what nobody has placed is no change of theirs to save.
  if (!unsaved && begin !== draft) saver.follow({ ...journey, graph: begin })
  return { saver, begin }
}

/** A graph made by hand or by the API may have no places: all its stones lie on one. */
function laidOut(graph: Graph): Graph {
  const places = new Set(graph.nodes.map(({ position }) => `${position.x} ${position.y}`))
  if (places.size === graph.nodes.length) return graph
  const at = arranged(graph)
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: at[node.id]! })) }
}
