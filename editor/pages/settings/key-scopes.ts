import { type Room, rooms } from '../../../server/words/scopes.ts'

export type Scope = `${Room}:${'read' | 'write'}` | '*'

/** What a key is for: three answers that many programs share, or one's own choice. */
export const uses = ['send', 'read', 'own', 'all'] as const
export type Use = (typeof uses)[number]

export const roomNames = Object.keys(rooms.en) as Room[]

/** The scopes of a key for this use. Pure. */
export function scopesFor(use: Use, own: readonly Scope[]): readonly Scope[] {
  switch (use) {
    case 'send':
      return ['contacts:write', 'events:write']
    case 'read':
      return everyRead
    case 'own':
      return own
    case 'all':
      return ['*']
  }
}

const everyRead = roomNames.map((room): Scope => `${room}:read`)

/**
 * What a key may do, in words: one phrase a room, or one for everything. Pure.
 * @param said the phrases; `room` is told a room and what is done there
 */
export function inWords(
  scopes: readonly string[],
  said: { everything: string; reads: string; room: (name: string, does: Does) => string },
  names: Record<Room, string>,
): string[] {
  if (scopes.includes('*')) return [said.everything]
  const held = new Set(scopes)
  const all = everyRead.every((scope) => held.has(scope))
  const phrases = roomNames.flatMap((room) => {
    const [read, write] = [!all && held.has(`${room}:read`), held.has(`${room}:write`)]
    if (!read && !write) return []
    return [said.room(names[room], read && write ? 'both' : read ? 'read' : 'write')]
  })
  return all ? [said.reads, ...phrases] : phrases
}

export type Does = 'read' | 'write' | 'both'
