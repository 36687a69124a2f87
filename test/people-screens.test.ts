import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 180_000)
afterAll(async () => {
  await site.close()
})

type Made = { id: number }
const made = async (email: string) => {
  const contact = { email, attributes: { last_name: '森', first_name: '花' } }
  return (await site.house.api<Made>('POST', '/api/contacts', contact)).body.id
}
const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('an opt-out is lifted only by what was agreed afterwards and can be shown', {
  timeout: 60_000,
}, async () => {
  const id = await made('mori@example.jp')
  const path = `/api/contacts/${id}/consents`
  await site.house.api('POST', path, {
    given: 'withdrawn',
    basis: 'opt-in',
    at: Temporal.Now.instant().subtract({ hours: 48 }).toString(),
  })
  const page = await site.open(`/contacts/${id}`)
  await page.getByRole('button', { name: '同意を記録する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('解除できるのは、その後の本人の同意か書面だけです').waitFor()
  await choose(page, '根拠', '取引関係')
  await dialog.getByRole('button', { name: '記録する' }).click()
  await dialog.getByText('本人の同意か名刺・書面を選んでください').waitFor()
  await choose(page, '根拠', '本人の同意')
  const yesterday = Temporal.Now.zonedDateTimeISO('Asia/Tokyo').subtract({ days: 1 })
  const at = yesterday.toPlainDateTime().toString({ smallestUnit: 'minute' })
  await dialog.getByLabel('同意した日時').fill(at)
  await dialog.getByLabel('書類・メモ').fill('申込書12号')
  await dialog.getByRole('button', { name: '記録する' }).click()
  await dialog.getByRole('heading', { name: '森 花さんの配信停止を解除しますか' }).waitFor()
  await dialog.getByText('「申込書12号」で示せること').waitFor()
  await dialog.getByRole('button', { name: '解除する' }).click()
  await page.getByText('森 花さんの同意を記録しました。').waitFor()
  await page.getByRole('button', { name: '記録を見る' }).click()
  await dialog.getByText('申込書12号').waitFor()
  const { body } = await site.house.api<{ suppression: unknown }>('GET', `/api/contacts/${id}`)
  expect(body.suppression).toBeNull()
  expect(site.faults).toEqual([])
})

test('an ID in another system is entered, removed, and put back', { timeout: 60_000 }, async () => {
  const id = await made('id@example.jp')
  const page = await site.open(`/contacts/${id}`)
  await page.getByRole('button', { name: '加える', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('システム').fill('Shopify')
  await dialog.getByLabel('ID', { exact: true }).fill('A-12')
  await dialog.getByRole('button', { name: '加える' }).click()
  await dialog.getByText('英小文字・数字・-・_で').waitFor()
  await dialog.getByLabel('システム').fill('shopify')
  await dialog.getByRole('button', { name: '加える' }).click()
  await page.getByText('A-12').waitFor()
  await page.getByRole('button', { name: /^shopifyのID/ }).click()
  await page.getByText('まだありません。').waitFor()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await page.getByText('A-12').waitFor()
  expect(site.faults).toEqual([])
})

test('a tag says where it is used; out of use, it is deleted and comes off', {
  timeout: 60_000,
}, async () => {
  const { house } = site
  const id = await made('tag@example.jp')
  await house.api('PUT', `/api/contacts/${id}/tags`, { tags: ['古い'] })
  const { body } = await house.api<{ tags: { id: number }[] }>('GET', '/api/tags')
  const questions = [{ from: 'tag', op: 'has-any', tagIds: body.tags.map((tag) => tag.id) }]
  const segment = { name: '古い方', kind: 'dynamic', rule: { join: 'all', questions } }
  const used = await house.api<Made>('POST', '/api/segments', segment)
  const page = await site.open('/settings?section=tags')
  await page.getByRole('button', { name: '「古い」を削除する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link', { name: '古い方' }).waitFor()
  await dialog.getByRole('button', { name: '閉じる' }).click()
  await house.api('PUT', `/api/segments/${used.body.id}/archive`)
  await page.getByRole('button', { name: '「古い」を削除する' }).click()
  await dialog.getByText('1人から外れ').waitFor()
  await dialog.getByRole('button', { name: '削除する' }).click()
  await page.getByText('1人を変えました').waitFor()
  const contact = await house.api<{ tags: unknown[] }>('GET', `/api/contacts/${id}`)
  expect(contact.body.tags).toEqual([])
  expect(site.faults).toEqual([])
})

test('a contact is handed out as a file, then erased by the address typed once more', {
  timeout: 60_000,
}, async () => {
  const id = await made('hana.mori@example.jp')
  const page = await site.open(`/contacts/${id}`)
  const dialog = page.getByRole('dialog')
  const begin = async (item: string) => {
    await page.getByRole('button', { name: 'ほかの操作' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await dialog.getByRole('textbox', { name: '理由' }).fill('ご本人の請求')
  }
  await begin('全情報を書き出す')
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '書き出す' }).click()
  expect((await saved).suggestedFilename()).toBe(`コンタクト-${id}.json`)
  await page.getByText('ファイルを書き出しました。').waitFor()
  await begin('完全に消去する')
  const verb = dialog.getByRole('button', { name: '消去する' })
  expect(await verb.isDisabled()).toBe(true)
  await dialog.getByLabel('「hana.mori@example.jp」').fill('hana.mori@example.jp')
  await verb.click()
  await page.getByRole('heading', { name: 'このコンタクトは消去されました' }).waitFor()
  expect(await page.getByText('hana.mori').count()).toBe(0)
  expect(await page.getByText('森 花').count()).toBe(0)
})

test('conditions narrow the list, stand in its address, and say whom an act is for', {
  timeout: 60_000,
}, async () => {
  for (const email of ['tea@example.jp', 'tea@other.example.jp']) await made(email)
  const page = await site.open('/contacts?search=tea')
  await page.getByText('2人が見つかりました。').waitFor()
  await page.getByRole('button', { name: '条件で絞り込む' }).click()
  await page.getByRole('combobox', { name: '条件1の対象' }).click()
  await page.getByRole('option', { name: 'メールアドレス', exact: true }).click()
  await page.getByText('すべての条件を入力すると、一覧に反映されます。').waitFor()
  await page.getByRole('textbox', { name: '条件1の値' }).fill('tea@other.example.jp')
  await page.getByText('1人が見つかりました。').waitFor()
  await usable(page)
  await page.getByRole('button', { name: '閉じる' }).click()
  await page.reload()
  const said = page.getByRole('region', { name: '絞り込む条件' })
  await said.getByText('tea@other.example.jp').waitFor()
  await page.getByText('1人が見つかりました。').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await usable(page)
  await said.getByRole('button', { name: '変える' }).click()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('checkbox', { name: '表示中の全員を選ぶ' }).check()
  await page.getByText('1人を選択中').waitFor()
  await said.getByRole('button', { name: 'セグメントにする' }).click()
  await page.getByRole('dialog').getByText('tea@other.example.jp').first().waitFor()
  await page.getByRole('dialog').getByText('引き継ぐのは条件だけ').waitFor()
  await page.keyboard.press('Escape')
  // What was typed last holds, also where the hand has not rested; what was removed does not come back.
  const value = page.getByRole('textbox', { name: '条件1の値' })
  await value.fill('tea@example.jp')
  await said.getByRole('button', { name: '閉じる' }).click()
  await page.waitForURL(/value%22%3A%22tea%40example.jp/)
  await said.getByRole('button', { name: '変える' }).click()
  await value.fill('tea@other.example.jp')
  await said.getByRole('button', { name: '外す' }).click()
  await page.getByText('2人が見つかりました。').waitFor()
  await page.getByRole('button', { name: '条件で絞り込む' }).click()
  await page.getByRole('combobox', { name: '条件1の対象' }).waitFor()
  expect(page.url()).not.toContain('rule=')
})

test('two picked in the list become one with the tags of both; the old link leads there', {
  timeout: 60_000,
}, async () => {
  const [id, gone] = [await made('sakura@example.jp'), await made('sakura@work.example.jp')]
  await site.house.api('PUT', `/api/contacts/${id}/tags`, { tags: ['資料請求'] })
  await site.house.api('PUT', `/api/contacts/${gone}/tags`, { tags: ['展示会'] })
  const page = await site.open('/contacts?search=sakura')
  for (const email of ['sakura@example.jp', 'sakura@work.example.jp']) {
    await page.getByRole('row').filter({ hasText: email }).getByRole('checkbox').check()
  }
  await page.getByRole('button', { name: '統合する' }).click()
  await page.getByRole('region', { name: '残る' }).getByText('sakura@example.jp').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await usable(page)
  const addresses = page.getByRole('radiogroup', { name: 'アドレス' })
  await addresses.getByRole('radio', { name: 'sakura@example.jp' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('「sakura@example.jp」とこれまでのリンクは').waitFor()
  const verb = page.getByRole('button', { name: '統合する' })
  expect(await verb.isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: '元に戻せない' }).check()
  await verb.click()
  await page.waitForURL(`**/contacts/${id}`)
  await page.getByText('2人の記録はすべて森 花さんのものです。').waitFor()
  const old = await site.open(`/contacts/${gone}`)
  await old.waitForURL(`**/contacts/${id}`)
  await old.getByText('「sakura@example.jp」のコンタクトは統合されました。').waitFor()
  await old.getByText('資料請求', { exact: true }).waitFor()
  await old.getByText('展示会', { exact: true }).waitFor()
  await old.getByText('sakura@work.example.jp').first().waitFor()
})
