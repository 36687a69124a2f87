import { expect, test } from 'vitest'
import { finalStates, openStates } from '../../server/messages/table.ts'
import { messageSentence, stateWord, words } from '../../server/words/messages.ts'

const states = [...openStates, ...finalStates]

test.each(states)('%s has a word and a sentence in both languages', (state) => {
  for (const language of ['ja', 'en'] as const) {
    expect(stateWord(state, language)).not.toBe(state)
    expect(messageSentence({ state, reason: null }, language)).toMatch(/[。.]$/)
  }
})

test('“sent” claims no more than that the next server took it', () => {
  expect(messageSentence({ state: 'sent', reason: null }, 'ja')).toContain('250')
  expect(messageSentence({ state: 'caught', reason: null }, 'ja')).toContain(
    '実際には送られていません',
  )
})

test('a mail that was left out says why', () => {
  expect(messageSentence({ state: 'suppressed', reason: 'unsubscribed' }, 'ja')).toBe(
    '配信停止の方なので、送りませんでした。',
  )
})

test('an unknown result asks for a decision, whatever caused it', () => {
  for (const reason of [null, 'connection-lost', 'worker-gone']) {
    expect(messageSentence({ state: 'unknown', reason }, 'ja')).toContain('送り直すか決めて')
  }
})

test('a mail that is tried again says so', () => {
  expect(messageSentence({ state: 'deferred', reason: 'no-connection' }, 'en')).toBe(
    'The mail server could not be reached. It is tried again by itself.',
  )
})

test('a reason without words yet leaves the state’s own sentence', () => {
  expect(messageSentence({ state: 'failed', reason: 'something-new' }, 'en')).toBe(
    words.en.sentence.failed,
  )
})
