/**
 * Whether a text says something by itself, not within a longer word, number or address: みなと珈琲 is not
 * said by みなと珈琲店, nor a page by one below it. In doubt it is not said. Pure.
 */
export function states(text: string, fact: string): boolean {
  for (let at = text.indexOf(fact); at >= 0; at = text.indexOf(fact, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + fact.length)]
    if (!goesOnBefore(fact, before) && !goesOnAfter(fact, after)) return true
  }
  return false
}

const goesOnBefore = (fact: string, before: string) =>
  isAscii(fact[0]!) ? /[\w@./-]$/.test(before) : WORD_END.test(before)

const goesOnAfter = (fact: string, after: string) =>
  isAscii(fact.at(-1)!) ? /^(?:\w|[-./?#&=%@:~+_]\w)/.test(after) : WORD_BEGIN.test(after)

/** Kana that is no name's (です, まで) may follow a Japanese word; what else is one with it may not. */
const WORD_BEGIN = /^[\p{Script=Han}\p{Script=Katakana}ー\p{Script=Latin}\p{N}]/u
const WORD_END = /[\p{Script=Han}\p{Script=Katakana}ー\p{Script=Latin}\p{N}]$/u

const isAscii = (letter: string) => letter <= '\u007f'
