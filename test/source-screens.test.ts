import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { json, posting } from './posting.ts'
import { openSite, type Site } from './site.ts'

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await openBrowser()
  site = await openSite(browser)
})
afterAll(async () => {
  await site.close()
  await browser.close()
})
const { source, post } = posting(() => site.house)

test('a value is clicked and becomes an attribute that is made there, and a name part is not taken', {
  timeout: 120_000,
}, async () => {
  const { id, key } = await source()
  await post(key, json({ email: 'ren@example.jp', 会社名: '飛石', order: { plan: 'pro' } }))
  const page = await site.open(`/sources/${id}?section=fields`)
  await page.getByRole('button', { name: 'plan pro' }).press('Enter')
  await page.getByRole('menuitem', { name: '新しい属性…' }).click()
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await page.getByRole('button', { name: 'plan pro plan' }).waitFor()
  await page.getByRole('button', { name: '会社名（自動）' }).click()
  await page.getByRole('menuitem', { name: '使わない' }).click()
  await page.locator('dl', { hasText: 'pro' }).filter({ hasNotText: '飛石' }).waitFor()
  await page.getByRole('button', { name: '保存する', exact: true }).click()
  await page.getByText('保存しました。次に届くものから使います').waitFor()
  const { body } = await site.house.api<{ mapping: object }>('GET', `/api/sources/${id}`)
  expect(body.mapping).toEqual({ attributes: { plan: 'order.plan' }, ignored: ['会社名'] })
  expect(site.faults).toEqual([])
})
