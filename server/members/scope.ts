import { z } from 'zod'
import { rooms } from '../words/scopes.ts'
import type { Scope } from './permissions.ts'

/** Every scope that a key can have. */
export const scopes: readonly Scope[] = [
  '*',
  ...Object.keys(rooms.en).flatMap((room): Scope[] => [`${room}:read`, `${room}:write`]),
]

export const scopeSchema = z.enum(scopes as [Scope, ...Scope[]])
