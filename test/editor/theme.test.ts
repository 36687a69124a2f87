import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colors, theme, tones } from '../../editor/theme.ts'

const css = readFileSync(new URL('../../editor/tokens.css', import.meta.url), 'utf8')
const tokens = { light: tokensOf('light'), dark: tokensOf('dark') }
const schemes = ['light', 'dark'] as const

/** As the look book gives them: on ground, page, surface and sunk, by scheme. */
const onGrounds = {
  ink: { light: [13.8, 14.7, 15.5, 13.6], dark: [15.5, 14.8, 13.4, 14.5] },
  ink2: { light: [6.6, 7.0, 7.4, 6.5], dark: [9.9, 9.5, 8.6, 9.3] },
  ink3: { light: [5.1, 5.4, 5.7, 5.0], dark: [6.6, 6.3, 5.7, 6.2] },
  ctl: { light: [3.2, 3.5, 3.6, 3.2], dark: [4.0, 3.8, 3.4, 3.7] },
  edge: { light: [3.2, 3.5, 3.6, 3.2], dark: [4.0, 3.8, 3.4, 3.7] },
}
const grounds = ['ground', 'page', 'surface', 'sunk'] as const

/** On their tile, then on ground, surface and sunk; the dark book leaves sunk out. */
const ofTones = {
  moss: { light: [4.8, 5.0, 5.6, 4.9], dark: [5.4, 8.7, 7.5] },
  ai: { light: [5.0, 5.3, 5.9, 5.2], dark: [5.6, 8.4, 7.2] },
  kohaku: { light: [5.1, 5.4, 6.0, 5.3], dark: [5.6, 8.2, 7.1] },
  fuji: { light: [5.2, 5.5, 6.2, 5.4], dark: [5.6, 8.0, 7.0] },
  shu: { light: [5.2, 5.6, 6.3, 5.5], dark: [5.3, 7.6, 6.5] },
  ishi: { light: [4.9, 5.5, 6.1, 5.4], dark: [5.4, 8.3, 7.2] },
}

/** Text, ground, and what the look book says of light and dark; null where it says nothing. */
const pairs: [text: string, ground: string, light: number | null, dark: number | null][] = [
  ['note-ink', 'note', 7.8, 8.9],
  ['ink2', 'frame', 6.3, null],
  ['on-fill', 'moss', 5.6, 8.5],
  ['on-fill', 'shu', 6.3, 7.4],
  ['surface', 'ink', 15.5, null],
  // Used by the parts and pages, beyond the book.
  ['moss', 'moss-bg', null, null],
  ['moss', 'page', null, null],
  ['shu', 'page', null, null],
  ['ink', 'thumb', null, null],
  ['ink', 'ishi-tile', null, null],
  ['ink2', 'ishi-tile', null, null],
]

describe.each(schemes)('in the %s scheme', (scheme) => {
  const against = (text: string, ground: string) => contrast(hex(scheme, text), hex(scheme, ground))

  test.each(Object.entries(onGrounds))('%s stands out from every ground', (name, said) => {
    const found = grounds.map((ground) => against(name, ground))
    asSaid(found, said[scheme])
    const enough = name === 'ctl' || name === 'edge' ? 3 : 4.5
    expect(Math.min(...found)).toBeGreaterThan(enough)
  })

  test.each(tones)('%s is read on its tile and on every ground', (tone) => {
    const places = [`${tone}-tile`, 'ground', 'surface', 'sunk']
    const found = places.map((place) => against(tone, place))
    asSaid(found, ofTones[tone][scheme])
    expect(Math.min(...found)).toBeGreaterThan(4.5)
  })

  test.each(pairs)('%s is read on %s', (text, ground, light, dark) => {
    const said = scheme === 'light' ? light : dark
    if (said !== null) asSaid([against(text, ground)], [said])
    expect(against(text, ground)).toBeGreaterThan(4.5)
  })

  test('a line is seen on a frame', () => {
    asSaid([against('edge', 'frame')], [scheme === 'light' ? 3.1 : 3.6])
  })
})

test('both schemes say the same names', () => {
  expect(Object.keys(tokens.dark).sort()).toEqual(Object.keys(tokens.light).sort())
})

test('every color has ten steps', () => {
  for (const steps of Object.values(colors)) expect(new Set(steps).size).toBe(10)
})

test('colors stand in the theme and the tokens, and nowhere else in the editor', async () => {
  const { globSync } = await import('node:fs')
  const editor = new URL('../../editor/', import.meta.url)
  const files = globSync('**/*.{ts,tsx,css}', {
    cwd: editor,
    exclude: (name) => name === 'dist',
  }).filter((file) => file !== 'theme.ts' && file !== 'tokens.css')
  const hexes = /(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi
  const found = files.flatMap((file) =>
    (readFileSync(new URL(file, editor), 'utf8').match(hexes) ?? []).map(
      (hex) => `${file}: ${hex}`,
    ),
  )
  expect(found).toEqual([])
})

function tokensOf(scheme: 'light' | 'dark'): Record<string, string> {
  const head = `[data-mantine-color-scheme="${scheme}"] {`
  const from = css.indexOf(head) + head.length
  const block = css.slice(from, css.indexOf('\n}', from))
  const found = block.matchAll(/^ {2}--([\w-]+):\s*([^;]+);/gm)
  return Object.fromEntries([...found].map(([, name, value]) => [name!, value!]))
}

/** A token followed to its color: through other tokens to the theme. */
function hex(scheme: 'light' | 'dark', name: string): string {
  const value = tokens[scheme][name]
  if (!value) throw new Error(`tokens.css has no --${name}`)
  const refers = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (!refers) return value
  if (refers === 'mantine-color-white') return theme.white!
  const [, color, step] = /^mantine-color-(\w+)-(\d)$/.exec(refers) ?? []
  return color ? colors[color as keyof typeof colors][Number(step)]! : hex(scheme, refers)
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

/** To the one decimal that the look book gives, up or down. */
function asSaid(found: number[], said: number[]) {
  for (const [index, value] of said.entries()) {
    expect(Math.abs(found[index]! - value), `${found[index]} is not ${value}`).toBeLessThan(0.1)
  }
}
