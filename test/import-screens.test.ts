import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import { openBrowser } from './browser.ts'
import { openSite, type Site } from './site.ts'

let browser: Browser
let site: Site
let folder: string

beforeAll(async () => {
  browser = await openBrowser()
  site = await openSite(browser)
  folder = await mkdtemp(join(tmpdir(), 'tobiishi-import-'))
})
afterAll(async () => {
  await site.close()
  await browser.close()
  await rm(folder, { recursive: true })
})

test('a file of an old Japanese spreadsheet becomes contacts, era dates and all', {
  timeout: 120_000,
}, async () => {
  const file = join(folder, '名簿.csv')
  await writeFile(
    file,
    toShiftJis(
      '姓,名,メールアドレス,誕生日\r\n髙橋,花,hana@example.com,令和8年1月5日\r\n森,,壊れたアドレス,\r\n',
    ),
  )
  const page = await site.open('/imports')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.waitForURL(/\/imports\/\d+$/)
  await page.getByRole('heading', { name: 'ファイルの読み方' }).waitFor()
  await page.getByText('令和8年1月5日').waitFor()
  await page.getByRole('button', { name: '取り込む', exact: true }).click()
  await page.getByText('完了').waitFor()
  const figures = await page.locator('dl dd').allTextContents()
  expect(figures).toEqual(['1', '0', '0', '1', '0'])
  const [made] = await site.house.db.execute<{ attributes: object }>(
    "SELECT attributes FROM contacts WHERE email_key = 'hana@example.com'",
  )
  expect(made!.attributes).toEqual({ last_name: '髙橋', first_name: '花', 誕生日: '2026-01-05' })
  expect(site.faults).toEqual([])
})
