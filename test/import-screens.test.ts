import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import { openSite, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
let folder: string

beforeAll(async () => {
  site = await openSite()
  folder = await mkdtemp(join(tmpdir(), 'tobiishi-import-'))
}, 180_000)
afterAll(async () => {
  await site.close()
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
  await page.getByText('最初の2行のうち1行は取り込めません').waitFor()
  await page.getByText('「メールアドレス」はメールアドレスとして使えません。').waitFor()
  await page.getByText('2026-01-05').waitFor()
  await page.getByRole('button', { name: '取り込む', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('2行すべてを確かめました。').waitFor()
  expect(await dialog.locator('dl dd').allTextContents()).toEqual(['1', '0', '0', '1'])
  await dialog.getByText('1行、最初は3行目：壊れたアドレス').waitFor()
  await usable(page)
  await dialog.getByRole('button', { name: '取り込む', exact: true }).click()
  await page.getByText('完了').waitFor()
  await page
    .getByText('3行目：「メールアドレス」はメールアドレスとして使えません。壊れたアドレス')
    .waitFor()
  const figures = await page.locator('dl dd').allTextContents()
  expect(figures).toEqual(['1', '0', '0', '1'])
  const [made] = await site.house.db.execute<{ attributes: object }>(
    "SELECT attributes FROM contacts WHERE email_key = 'hana@example.com'",
  )
  expect(made!.attributes).toEqual({ last_name: '髙橋', first_name: '花', 誕生日: '2026-01-05' })
  expect(site.faults).toEqual([])
})

test('everybody of a file goes into a new segment; the wrong file is thrown away, on a phone', {
  timeout: 120_000,
}, async () => {
  const send = async (page: Page, name: string) => {
    const file = join(folder, name)
    await writeFile(file, 'email\nren@example.com\n')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('heading', { name: 'ファイルの読み方' }).waitFor()
  }
  const page = await site.open('/imports')
  await page.setViewportSize({ width: 390, height: 844 })
  await send(page, 'wrong.csv')
  await usable(page)
  await page.getByRole('button', { name: '破棄する' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '破棄する' }).click()
  await page.getByText('「wrong.csv」を破棄しました。').waitFor()
  await send(page, 'right.csv')
  await page.getByRole('combobox', { name: '入れるセグメント（手で選ぶもの）' }).click()
  await page.getByRole('option', { name: '新しいセグメントを作る' }).click()
  await page.getByText('名前を付けてください。').waitFor()
  expect(await page.getByRole('button', { name: '取り込む' }).isDisabled()).toBe(true)
  await page.getByLabel('新しいセグメントの名前').fill('展示会の方')
  await page.getByRole('button', { name: '取り込む' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取り込む' }).click()
  await page.getByRole('link', { name: 'セグメントへ' }).click()
  await page.getByRole('heading', { level: 1, name: '展示会の方' }).waitFor()
  await page.getByRole('table', { name: '入っている人' }).getByText('ren@example.com').waitFor()
  expect(site.faults).toEqual([])
})

test('who is found is exported with a reason, and the list of exports says so', {
  timeout: 120_000,
}, async () => {
  await site.house.db.execute(
    `INSERT INTO contacts (email, email_key, attributes)
     VALUES ('aoi@example.jp', 'aoi@example.jp', '{"last_name": "葵"}')`,
  )
  const page = await site.open('/contacts?search=aoi')
  await page.getByText('1人が見つかりました').waitFor()
  await page.getByRole('button', { name: '書き出す', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await usable(page)
  await dialog.getByRole('button', { name: '書き出す', exact: true }).click()
  await dialog.getByText('何に使うファイルかを書いてください。').waitFor()
  await dialog.getByLabel('書き出す理由').fill('案内状を送るため')
  await dialog.getByRole('button', { name: 'すべて外す' }).click()
  await dialog.getByLabel('メールアドレス').check()
  await dialog.getByLabel('姓', { exact: true }).check()
  await dialog.getByRole('button', { name: '書き出す', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: '受け取る' }).click(),
  ])
  await dialog.getByText('1人を書き出しました').waitFor()
  await usable(page)
  expect(download.suggestedFilename()).toMatch(/^コンタクト-.*[.]csv$/)
  expect(await readFile(await download.path(), 'utf8')).toBe(
    '\ufeffメールアドレス,姓\r\naoi@example.jp,葵\r\n',
  )
  await page.goto(`${site.house.baseUrl}/exports`)
  await page.getByRole('table', { name: '書き出し' }).getByText('案内状を送るため').waitFor()
  await usable(page)
  expect(site.faults).toEqual([])
})
