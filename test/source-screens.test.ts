import { afterAll, beforeAll, expect, test } from 'vitest'
import { json, posting } from './posting.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 180_000)
afterAll(async () => {
  await site.close()
})
const { source, post, takeAllIn } = posting(() => site.house)

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

test('a mapping that would refuse earlier posts says so before it is saved, and is saved all the same', {
  timeout: 120_000,
}, async () => {
  const { id, key } = await source()
  await post(key, json({ email: 'ren@example.jp' }))
  await post(key, json({ email: 'hana@example.jp', buyer: { contact: 'hana@example.jp' } }))
  await takeAllIn()
  const page = await site.open(`/sources/${id}?section=fields`)
  await page.getByRole('button', { name: 'contact hana@example.jp' }).click()
  await page.getByRole('menuitem', { name: 'メールアドレス' }).click()
  await page.getByRole('button', { name: '保存する', exact: true }).click()
  const told = page.getByRole('alert').filter({ hasText: '2件のうち、1件が断られます' })
  await told.getByText('buyer.contact').waitFor()
  await told.getByRole('button', { name: 'そのうちの1件を見る' }).click()
  await page.getByRole('button', { name: 'email ren@example.jp' }).waitFor()
  await page.getByRole('button', { name: 'それでも保存' }).click()
  await page.getByText('保存しました。次に届くものから使います').waitFor()
  const { body } = await site.house.api<{ mapping: object }>('GET', `/api/sources/${id}`)
  expect(body.mapping).toEqual({ email: 'buyer.contact' })
  expect(site.faults).toEqual([])
})
