import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  await site.house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes)
    SELECT mail, mail, jsonb_build_object('company', CASE WHEN n <= 8 THEN 'みなと珈琲' ELSE '山の茶店' END,
                                          'last_name', (ARRAY['田中', '鈴木', '佐藤', '森'])[n % 4 + 1])
      FROM generate_series(1, 20) n, format('p%s@example.jp', n) mail`)
}, 180_000)
afterAll(async () => {
  await site.close()
})

test('a marketer draws a nested rule, sees how many meet it, saves, and sees the people', {
  timeout: 60_000,
}, async () => {
  const page = await site.open('/segments')
  await page.getByRole('heading', { name: '届けたい人たちに名前を付けましょう' }).waitFor()
  await usable(page)
  await page.getByRole('button', { name: '新しく作る' }).click()
  const dialog = page.getByRole('dialog')
  const count = dialog.getByRole('region', { name: 'いま条件を満たす人' })
  await dialog.getByLabel('名前', { exact: true }).fill('みなと珈琲の方')
  await ask(page, '1', '会社名', 'みなと珈琲')
  await count.getByText('8人', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'グループを足す', exact: true }).click()
  await ask(page, '2-1', '姓', '田中')
  await dialog.getByRole('button', { name: 'グループ2に条件を足す' }).click()
  await ask(page, '2-2', '姓', '森')
  await count.getByText('4人', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: '作る' }).click()
  await page.getByRole('heading', { level: 1, name: 'みなと珈琲の方' }).waitFor()
  const people = page.getByRole('table', { name: '入っている人' })
  await people.getByText('p3@example.jp').waitFor()
  expect(await people.getByRole('row').count()).toBe(5)
  await usable(page)

  await page.getByLabel('条件1の値').fill('山の茶店')
  await page.getByText('6人', { exact: true }).waitFor()
  await page.getByRole('button', { name: '保存する' }).click()
  await people.getByText('p12@example.jp').waitFor()
  await people.getByText('p12@example.jp').click()
  await page.getByRole('link', { name: 'みなと珈琲の方' }).waitFor()
  expect(site.faults).toEqual([])
})

test('people are put into a fixed segment by their addresses; what is nobody’s stays to be mended', async () => {
  const { house } = site
  const made = await house.api<{ id: number }>('POST', '/api/segments', {
    name: '招待の方',
    kind: 'fixed',
  })
  const page = await site.open(`/segments/${made.body.id}`)
  await page.getByRole('button', { name: '人を加える' }).click()
  const field = page.getByRole('dialog').getByLabel('メールアドレス')
  await field.fill('p1@example.jp, Ｐ2＠example.jp\nnobody@example.jp')
  await page.getByRole('button', { name: '加える', exact: true }).click()
  await page.getByText('ここに残った1件').waitFor()
  expect(await field.inputValue()).toBe('nobody@example.jp')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 1, name: '招待の方' }).waitFor()
  const people = page.getByRole('table', { name: '入っている人' })
  await people.getByText('p2@example.jp').waitFor()
  await people
    .getByRole('button', { name: /を外す$/ })
    .first()
    .click()
  await people.getByText('p1@example.jp').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: '保管する' }).click()
  const asked = page.getByRole('dialog')
  await asked.getByText('だれも出入りしなくなり').waitFor()
  await asked.getByRole('button', { name: '保管する' }).click()
  await page.getByText('保管済み', { exact: true }).waitFor()
  await usable(page)
  await page.getByRole('status').getByRole('button', { name: '元に戻す' }).click()
  await page.getByRole('button', { name: '人を加える' }).waitFor()
  expect(site.faults).toEqual([])
})

async function ask(page: Page, of: string, subject: string, value: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(`条件${of}の対象`).click()
  await page.getByRole('option', { name: subject, exact: true }).click()
  await dialog.getByLabel(`条件${of}の値`).fill(value)
}
