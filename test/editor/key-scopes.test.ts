import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words } from '../../editor/pages/settings/api-keys.tsx'
import { endOf } from '../../editor/pages/settings/key-end.tsx'
import {
  inWords,
  roomNames,
  type Scope,
  scopesFor,
} from '../../editor/pages/settings/key-scopes.ts'
import { scopes as every } from '../../server/members/scope.ts'
import { rooms } from '../../server/words/scopes.ts'

const say = (scopes: readonly string[]) => inWords(scopes, words.en, rooms.en)

describe('what a key may do', () => {
  test('is said in a phrase a room, in the order of the rooms', () => {
    expect(say(['*'])).toEqual(['Do everything'])
    expect(say(['tags:write', 'contacts:read', 'contacts:write', 'audit:read'])).toEqual([
      'Contacts: read, change',
      'Tags: change',
      'Audit log: read',
    ])
    expect(say([...scopesFor('read', []), 'events:write'])).toEqual([
      'Read everything',
      'Events: change',
    ])
  })

  test('names every room that is held, and no other', () => {
    fc.assert(
      fc.property(fc.subarray(every.filter((each) => each !== '*')), (held) => {
        const told = say(held).join('\n')
        if (told.startsWith('Read everything')) return
        for (const room of roomNames) {
          const here = held.some((scope) => scope.startsWith(`${room}:`))
          expect(told.split('\n').some((line) => line.startsWith(`${rooms.en[room]}:`))).toBe(here)
        }
      }),
    )
  })

  test('for a usual purpose is made of scopes that exist', () => {
    const own: Scope[] = ['tags:read']
    const chosen = (['send', 'read', 'own', 'all'] as const).flatMap((use) => scopesFor(use, own))
    expect(chosen.filter((scope) => !every.includes(scope))).toEqual([])
  })
})

test('a key opens to the last second of its last day, and never to a day that has begun', () => {
  expect(endOf('2099-12-31', 'Asia/Tokyo')).toBe('2099-12-31T14:59:59Z')
  const today = Temporal.Now.plainDateISO('Asia/Tokyo')
  for (const day of ['', '2001-01-01', `${today}`]) expect(endOf(day, 'Asia/Tokyo')).toBe(null)
})
