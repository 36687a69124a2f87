import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, owner, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 180_000)
afterAll(async () => {
  await site.close()
})

test('a key is made with what its program needs and an end, shown once, and revoked', {
  timeout: 60_000,
}, async () => {
  const page = await site.open('/settings?section=keys')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'キーを作る' }).click()
  await dialog.getByLabel('名前', { exact: true }).fill('集計')
  await dialog.getByRole('combobox', { name: 'できること' }).click()
  await page.getByRole('option', { name: '自分で選ぶ' }).click()
  const make = dialog.getByRole('button', { name: 'キーを作る' })
  await make.click()
  await dialog.getByText('許すことを1つ以上選んでください。').waitFor()
  await dialog.getByLabel('コンタクトの読み取り').check()
  await dialog.getByText('無期限', { exact: true }).click()
  await dialog.getByText('誰かが気づいて無効にするまで').waitFor()
  await dialog.getByText('日付', { exact: true }).click()
  await make.click()
  await dialog.getByText('あす以降の日付を選んでください。').waitFor()
  await dialog.getByLabel('最後の日').fill('2035-12-31')
  await usable(page)
  await make.click()
  const key = await dialog.getByLabel('APIキー', { exact: true }).inputValue()
  expect(await dialog.getByLabel('試すには').inputValue()).toContain('/api/contacts')
  // Neither a slip of the hand nor Escape takes it away.
  await page.mouse.click(4, 4)
  await page.keyboard.press('Escape')
  expect(await dialog.getByLabel('APIキー', { exact: true }).inputValue()).toBe(key)
  await dialog.getByRole('button', { name: '閉じる' }).click()
  await dialog.waitFor({ state: 'detached' })

  const row = page.getByRole('row', { name: /集計/ })
  await row.getByText('2035/12/31').waitFor()
  await row.getByText('コンタクト（読み取り）').first().waitFor()
  const ask = (path: string) =>
    site.house.app.request(path, { headers: { authorization: `Bearer ${key}` } })
  expect((await ask('/api/contacts')).status).toBe(200)
  expect((await ask('/api/journeys')).status).toBe(403)
  await row.getByRole('button', { name: '「集計」を無効にする' }).click()
  await dialog.getByRole('button', { name: '無効にする' }).click()
  await row.waitFor({ state: 'detached' })
  expect((await ask('/api/contacts')).status).toBe(401)
  expect(site.faults).toEqual([])
  await page.close()
})

test('what an error names is read on the reference page, and any operation has an address', {
  timeout: 60_000,
}, async () => {
  const page = await site.open('/reference#errors/contact-exists')
  const told = page.locator('[id="errors/contact-exists"]')
  await told.getByText('このメールアドレスのコンタクトは').waitFor()
  await page.waitForFunction(() => {
    const { top } = document.getElementById('errors/contact-exists')!.getBoundingClientRect()
    return top >= 0 && top < window.innerHeight
  })
  await page.locator('h1').click()
  await page.keyboard.press('/')
  // What the address says of the first word takes nothing from the second.
  await page.keyboard.type('タグ ')
  await page.waitForURL(/search=/)
  await page.keyboard.type('put')
  await page.waitForURL(/search=.*put/)
  expect(await page.getByRole('searchbox').inputValue()).toBe('タグ put')
  const line = page.getByRole('button', { name: /コンタクトにタグを付けます/ })
  await line.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/#putContactsByIdTags$/)
  await page.getByText("curl -X PUT 'http://").waitFor()
  await usable(page)
  await page.reload()
  await page.getByText("curl -X PUT 'http://").waitFor()

  // With the page gone, no answer on its way brings the session back.
  const context = page.context()
  await page.close()
  await context.clearCookies()
  const outside = await site.open('/reference#errors/too-many')
  await outside.getByLabel('メールアドレス').fill(owner.email)
  await outside.getByLabel('パスワード', { exact: true }).fill(owner.password)
  await outside.getByRole('button', { name: 'ログインする' }).click()
  await outside.waitForURL(/\/reference#errors\/too-many$/)
  await outside.locator('[id="errors/too-many"][data-named]').waitFor()
  await outside.close()
})
