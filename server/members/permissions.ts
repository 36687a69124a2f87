import type { Member } from './table.ts'

/** `<room>:<read|write>`, from the path and the method: `journeys:write`. */
export type Permission = `${string}:${'read' | 'write'}`

export type Role = Member['role'] | 'key'

/** What each role may do; `*` is everything. Later roles are new lines here and nowhere else. */
const roles: Record<Role, readonly (Permission | '*')[]> = {
  owner: ['*'],
  key: ['*'],
}

/** Doors that anybody may knock at: what stands behind them checks its own key or token. */
const openPaths = [
  '/healthz',
  '/readyz',
  '/hooks/',
  '/f/',
  '/confirm/',
  '/u/',
  '/api/setup',
  '/api/auth/',
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
export function may(role: Role, permission: Permission): boolean {
  return roles[role].some((each) => each === '*' || each === permission)
}
