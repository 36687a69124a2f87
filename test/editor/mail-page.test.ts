import { expect, test } from 'vitest'
import { mailPage } from '../../editor/parts/mail-page.ts'

const OURS = ',Noto Sans JP Variable'

test('what the frame adds stands in the head, and never before a doctype', () => {
  expect(mailPage('<!doctype html><html><head lang="ja"><p>x')).toMatch(
    /^<!doctype html><html><head lang="ja"><base target="_blank">/,
  )
  expect(mailPage(' <!DOCTYPE html PUBLIC "x"><p>x')).toMatch(
    /^ <!DOCTYPE html PUBLIC "x"><base target="_blank">/,
  )
  expect(mailPage('<p>x</p>')).toMatch(/^<base target="_blank">.*<p>x<\/p>$/)
})

test.for([
  ['<p style="font-family:Meiryo,sans-serif">', 'sans-serif'],
  ['<p style="font-family: \'Yu Gothic\', serif ; color:red">', 'serif'],
  ['<p style="font:700 12px/1.5 Arial,sans-serif!important">', 'sans-serif'],
  ['<p style=\'font-family:"MS Gothic",monospace\'>', 'monospace'],
  ['<p style="font-family:&quot;Yu Gothic&quot;,sans-serif">', 'sans-serif'],
  ['<font face="Arial, sans-serif">', 'sans-serif'],
  ['<style>\np { font-family: Arial, sans-serif }\n</style>', 'sans-serif'],
] as const)('the last of the fonts in %s is ours', ([html, last]) => {
  const at = html.lastIndexOf(last) + last.length
  expect(mailPage(html)).toContain(html.slice(0, at) + OURS + html.slice(at))
})

test.for([
  '<p>font-family: sans-serif; is a style</p>',
  '<img alt="sans-serif">',
  '<p style="font-family:Arial">',
  '<p style="font-family:sans-serif-of-mine">',
])('%s stays as it is', (html) => {
  expect(mailPage(html).endsWith(html)).toBe(true)
})
