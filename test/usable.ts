import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A page as it stands breaks no rule of accessibility that a machine can check. */
export async function usable(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(await axe)
  const found = await page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] }
    const tool = Reflect.get(globalThis, 'axe') as { run(on: object): Promise<Found> }
    // What a mail looks like is its author's.
    const { violations } = await tool.run({ exclude: [['iframe']] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
  expect(found).toEqual([])
}
