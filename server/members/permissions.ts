import type { Member } from './table.ts'

/** `<room>:<read|write>`, from the path and the method: `journeys:write`. */
export type Permission = `${string}:${'read' | 'write'}`

/** What a role or a key may do; `*` is everything. */
export type Scope = Permission | '*'

export type Role = Member['role']

/** What each role may do. Later roles are new lines here and nowhere else; a key brings its own. */
export const roles: Record<Role, readonly Scope[]> = {
  owner: ['*'],
}

/** Doors that anybody may knock at: what stands behind them checks its own key or token. */
const openPaths = [
  '/healthz',
  '/readyz',
  '/hooks/',
  '/f/',
  '/confirm/',
  '/u/',
  '/c/',
  '/o/',
  '/t/',
  '/e/',
  '/api/setup',
  '/api/auth/',
  '/api/openapi.json',
]

/**
 * What a request needs. Pure.
 * @returns `open`: nothing · `greeting`: nothing, but it says who is known · else a permission
 */
export function needed(method: string, path: string): 'open' | 'greeting' | Permission {
  if (path === '/api/me') return 'greeting'
  if (openPaths.some((open) => path === open || (open.endsWith('/') && path.startsWith(open)))) {
    return 'open'
  }
  const reads = method === 'GET' || method === 'HEAD'
  const [, top = '', room = ''] = path.split('/')
  // The editor's own files hold nothing that belongs to anybody.
  if (top !== 'api' && reads) return 'open'
  return `${room}:${reads ? 'read' : 'write'}`
}

/** Pure. */
export function may(scopes: readonly Scope[], wanted: Scope): boolean {
  return scopes.some((each) => each === '*' || each === wanted)
}
