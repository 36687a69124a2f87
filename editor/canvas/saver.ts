import type { Graph } from '../../server/engine/graph.ts'
import type { Problem } from '../../server/engine/problem.ts'

/** How it stands with the draft on the screen. */
export type SaveState =
  | { type: 'saved'; at: string }
  | { type: 'waiting' }
  | { type: 'saving' }
  /** Not reached; kept on this device and tried again. */
  | { type: 'offline' }
  /** The server will not take it; kept on this device. */
  | { type: 'refused'; message: string }
  /** Somebody saved before us. Ours is kept as a copy; nothing is saved until one is chosen. */
  | { type: 'stale'; theirs: Theirs; copyId: number }

export type Theirs = { revision: number; graph: Graph; savedAt: string; savedBy: string }

export type Put = (graph: Graph, revision: number) => Promise<Answer>
export type Answer =
  | ({ type: 'saved' } & Omit<Saved, 'graph'>)
  | { type: 'stale'; theirs: Theirs; copyId: number }
  | { type: 'offline' }
  | { type: 'refused'; message: string }

export type Saved = { graph: Graph; revision: number; savedAt: string; problems: Problem[] }

/** What is on this device only. */
export type Kept = { revision: number; graph: Graph }

type Parts = {
  revision: number
  graph: Graph
  savedAt: string
  put: Put
  keep(kept: Kept | null): void
  /** Calls back after so many milliseconds; returns how to call it off. */
  later(ms: number, act: () => void): () => void
  /** The server has this now. */
  onSaved?(saved: Saved): void
}

const QUIET_MS = 800
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

export type Saver = ReturnType<typeof createSaver>

/**
 * Brings a draft to the server a moment after each change, one save at a time, each naming the
 * revision it began from. Until the server has it, every change is also kept on this device.
 */
export function createSaver({ put, keep, later, onSaved, ...at }: Parts) {
  let { revision, savedAt } = at
  let current = at.graph
  let sent = at.graph
  let state: SaveState = { type: 'saved', at: savedAt }
  let retryMs = FIRST_RETRY_MS
  let callOff = () => {}
  let underway: Promise<void> | null = null
  const listeners = new Set<() => void>()

  const show = (next: SaveState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const wait = (ms: number) => {
    callOff()
    callOff = later(ms, () => void save())
  }

  function change(graph: Graph) {
    if (graph === current) return
    current = graph
    keep({ revision, graph })
    if (state.type === 'stale') return
    if (state.type === 'saved' || state.type === 'refused') show({ type: 'waiting' })
    if (!underway && state.type !== 'offline') wait(QUIET_MS)
  }

  /** Saves now what has changed; resolves when nothing is on its way any more. */
  async function save(): Promise<void> {
    callOff()
    while (underway) await underway
    if (state.type === 'stale') return
    if (current === sent) return unchanged()
    underway = send(current).finally(() => {
      underway = null
    })
    await underway
  }

  /** What was changed has been undone. */
  function unchanged() {
    if (state.type === 'saved') return
    keep(null)
    show({ type: 'saved', at: savedAt })
  }

  async function send(graph: Graph) {
    // While trying again it stays said that nobody answers: the bar must not flicker.
    if (state.type !== 'offline') show({ type: 'saving' })
    // An answer that breaks off says nothing about whether the save arrived: asking again tells.
    const answer = await put(graph, revision).catch((): Answer => ({ type: 'offline' }))
    if (answer.type === 'offline') {
      show(answer)
      wait(retryMs)
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
      return
    }
    retryMs = FIRST_RETRY_MS
    // What was drawn meanwhile may be taken where this was not.
    if (answer.type === 'refused' && current !== graph) return again()
    if (answer.type !== 'saved') return show(answer)
    ;({ revision, savedAt } = answer)
    sent = graph
    onSaved?.({ graph, revision, savedAt, problems: answer.problems })
    if (current === graph) {
      keep(null)
      show({ type: 'saved', at: savedAt })
    } else {
      keep({ revision, graph: current })
      again()
    }
  }

  function again() {
    show({ type: 'waiting' })
    wait(QUIET_MS)
  }

  return {
    state: () => state,
    revision: () => revision,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change,
    save,
    /** Something would be lost here if the page closed now and the device forgot it. */
    isDirty: () => current !== sent,
    /** Ends a disagreement: the graph that goes on, saved on top of theirs unless it is theirs. */
    settle(graph: Graph) {
      if (state.type !== 'stale') return
      const { theirs } = state
      ;({ revision, savedAt } = theirs)
      sent = theirs.graph
      current = graph
      if (graph === theirs.graph) {
        keep(null)
        show({ type: 'saved', at: savedAt })
      } else {
        keep({ revision, graph })
        show({ type: 'waiting' })
        wait(0)
      }
    },
    /** They have gone on since: a choice is between the latest of both. */
    renew(theirs: Theirs) {
      if (state.type !== 'stale' || theirs.revision <= state.theirs.revision) return
      show({ ...state, theirs })
    },
    /** Takes up what somebody else saved while nothing was unsaved here. */
    follow(theirs: Theirs) {
      ;({ revision, savedAt } = theirs)
      current = theirs.graph
      sent = theirs.graph
      show({ type: 'saved', at: savedAt })
    },
    close: () => callOff(),
  }
}
