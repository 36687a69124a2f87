import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphOf, hand, wait } from './engine/make.ts'
import { liveJourney, until } from './make.ts'
import { openSite, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
/** Whatever is tried on it, the next test goes elsewhere. */
let page: Page
beforeAll(async () => {
  site = await openSite()
  page = await signUp()
}, 180_000)
afterAll(async () => {
  await site.close()
})

/** One contact walks the sample: every list has somebody to show. */
async function signUp() {
  const { house } = site
  const { body } = await house.api<{ sources: { url: string }[] }>('GET', '/api/sources')
  const page = await site.open(new URL(body.sources[0]!.url).pathname)
  await page.getByLabel('姓').fill('田中')
  await page.getByLabel('メールアドレス').fill('yui@example.jp')
  await page.getByRole('checkbox').check()
  await page.getByRole('button').click()
  await until('the mail is caught', async () => {
    const { total } = (await house.api<{ total: number }>('GET', '/api/mailbox')).body
    return total > 0
  })
  await page.setViewportSize(wide)
  return page
}

const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const at = (path: string) => page.goto(site.house.baseUrl + path)

/** Whoever cannot see it can use it, on a desk and on a phone. */
async function usableEverywhere() {
  await usable(page)
  await page.setViewportSize(phone)
  await usable(page)
  await page.setViewportSize(wide)
}

/** A few screens of each make in the short run, all in the long one. */
const whole = import.meta.env.MODE === 'long'
const lists = whole
  ? ['/journeys', '/contacts', '/sources', '/mailbox', '/settings?section=audit']
  : ['/settings?section=audit']
const things = whole
  ? ['/contacts/1', '/sources/1', '/mailbox/1', '/messages/1']
  : ['/contacts/1', '/messages/1']
const others = whole
  ? ['/settings', '/settings?section=keys', '/settings?section=topics', '/nowhere']
  : ['/settings?section=attributes']

test.for([...lists, ...things])(
  '%s that cannot be read says so and is read again, and everybody can use it',
  async (path) => {
    await page.route('**/api/{journeys,contacts,sources,mailbox,messages,audit}**', (route) =>
      route.fulfill({ status: 500, body: '' }),
    )
    await at(path)
    const told = page.getByRole('alert').filter({ hasText: '記録は失われていません。' })
    await told.waitFor()
    await page.unrouteAll()
    await told.getByRole('button', { name: 'もう一度読み込む' }).click()
    await told.waitFor({ state: 'detached' })
    await page.locator('h1').waitFor()
    await usableEverywhere()
  },
)

test.for([...others, '/journeys/1'])('%s can be used by everybody', async (path) => {
  await at(path)
  await page.locator('h1').waitFor()
  await usableEverywhere()
})

test.for(things.map((path) => path.replace('/1', '/999')))(
  '%s is told not to exist',
  async (path) => {
    await at(path)
    await page.getByRole('heading', { name: 'ここに飛び石はありません' }).waitFor()
    expect(await page.title()).toBe('ここに飛び石はありません – Tobiishi')
  },
)

test('a contact stays in sight when the server is gone, and says that it is old', async () => {
  await at('/contacts/1')
  await page.getByText('自動で更新中').waitFor()
  await page.context().setOffline(true)
  await page.getByText('更新できていません。').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('田中')
  await page.context().setOffline(false)
  await page.getByText('自動で更新中').waitFor()
})

test('a contact is edited from what is known when the form opens; what others changed stays', async () => {
  await at('/contacts/1')
  const change = (attributes: object) => site.house.api('PATCH', '/api/contacts/1', { attributes })
  const form = page.getByRole('dialog')
  await page.getByRole('heading', { level: 1, name: '田中' }).waitFor()
  await change({ last_name: '高橋' })
  await page.getByRole('button', { name: '編集する' }).click()
  await form.getByLabel('会社名').fill('みなと珈琲')
  await form.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('heading', { level: 1, name: '高橋' }).waitFor()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '編集する' }).click()
  expect(await form.getByLabel('姓', { exact: true }).inputValue()).toBe('高橋')
  await change({ last_name: '田中', company: null })
})

test('the list is walked with the keys, sorted by its heads, and says in its address how', {
  timeout: 60_000,
}, async () => {
  await site.house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes)
    SELECT mail, mail, jsonb_build_object('name', format('Reader %s', n))
      FROM generate_series(101, 400) n, format('r%s@example.jp', n) mail`)
  await at('/contacts?suppressed=no')
  const list = page.getByRole('grid', { name: 'コンタクト' })
  await list.getByText('Reader 400', { exact: true }).waitFor()
  expect(await list.getAttribute('aria-rowcount')).toBe('302')
  // Only what is in sight is there, and what comes next is there before it is seen.
  expect(await list.getByRole('row').count()).toBeLessThan(60)
  await list.focus()
  await page.keyboard.press('End')
  await list.getByText('Reader 296', { exact: true }).waitFor()
  await page.keyboard.press('PageDown')
  await list.getByText('Reader 290', { exact: true }).waitFor()
  await list.getByRole('button', { name: '名前' }).click()
  await page.waitForURL(/sort=name/)
  await list.getByText('Reader 101', { exact: true }).waitFor()
  await list.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Reader 101' }).waitFor()
  await page.goBack()
  await list.getByText('Reader 101', { exact: true }).waitFor()
})

test('a contact is tagged in place, taken out of a journey, and written to', {
  timeout: 60_000,
}, async () => {
  const { house } = site
  const graph = graphOf(
    { start: ['trigger', hand], day: ['wait', wait(2, 'days')], end: ['exit'] },
    [
      ['start', 'day'],
      ['day', 'end'],
    ],
  )
  const journey = await liveJourney(house, graph, 'お試し')
  await house.api('POST', `/api/journeys/${journey.id}/enrollments`, { contactId: 1 })
  await at('/contacts/1')
  await page.getByRole('combobox', { name: 'タグを付ける' }).fill('VIP')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'タグ「VIP」を外す' }).click()
  // Until then the way back that stands there is the one from putting it on.
  await page.getByText('タグ「VIP」を外しました。').waitFor()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await page.getByRole('button', { name: 'タグ「VIP」を外す' }).waitFor()

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '「お試し」でできること' }).click()
  await page.getByRole('menuitem', { name: 'シナリオから外す' }).click()
  await dialog.getByLabel('理由').fill('ご要望')
  await dialog.getByRole('button', { name: '外す' }).click()
  // Whoever has read on keeps the place; what is new waits above.
  const told = page.getByText('飛石 花さんが「お試し」から外しました')
  const fresh = page.getByRole('button', { name: /新しい履歴/ })
  await told.or(fresh).first().waitFor()
  // Already scrolling to it shows what is new, and takes it away from under the pointer.
  if (await fresh.isVisible()) await fresh.click({ timeout: 3_000 }).catch(() => undefined)
  await told.waitFor()

  await page.getByRole('button', { name: 'メールを送る' }).click()
  await dialog.getByText('取引・お知らせ').click()
  await dialog.getByLabel('件名').fill('{{ contact.last_name }}様へ')
  await dialog.locator('.cm-content').fill('ありがとうございました。')
  await dialog.getByRole('button', { name: '送る' }).click()
  await page.getByText('飛石 花さんが一通のメールの送信を頼みました').waitFor()
  await page
    .getByRole('definition')
    .filter({ hasText: /^田中様へ$/ })
    .waitFor()
})

test('everybody a search finds is tagged at once, with progress to the end; the search is kept', {
  timeout: 60_000,
}, async () => {
  const { house } = site
  await at('/contacts?search=Reader')
  const list = page.getByRole('grid', { name: 'コンタクト' })
  const dialog = page.getByRole('dialog')
  await list.getByRole('checkbox', { name: 'Reader 400さん' }).click()
  await list.getByRole('checkbox', { name: 'Reader 398さん' }).click({ modifiers: ['Shift'] })
  await page.getByText('3人を選択中').waitFor()
  await page.getByRole('button', { name: '条件に合う300人すべてを選ぶ' }).click()
  await page.getByRole('button', { name: 'タグを付ける' }).click()
  const verb = dialog.getByRole('button', { name: 'タグを付ける' })
  await dialog.getByLabel('タグ', { exact: true }).fill('秋号')
  expect(await verb.isEnabled()).toBe(false)
  await dialog.getByLabel('「300」').fill('300')
  await verb.click()
  await page.getByText('タグを付ける：終わりました').waitFor()
  await page.reload()
  await page.getByText('300人を変えました').waitFor()
  await list.getByText('秋号').first().waitFor()
  const { body } = await house.api<{ tags: { id: number; name: string }[] }>('GET', '/api/tags')
  const tag = body.tags.find(({ name }) => name === '秋号')!
  const tagged = await house.api<{ total: number }>('GET', `/api/contacts?tag=${tag.id}`)
  expect(tagged.body.total).toBe(300)

  await page.getByRole('button', { name: 'この表示を保存' }).click()
  await dialog.getByLabel('名前').fill('読者')
  await dialog.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('button', { name: '全員' }).click()
  await page.waitForURL((url) => url.search === '')
  await page.getByRole('button', { name: '読者', exact: true }).click()
  await page.waitForURL(/search=Reader/)
  await page.getByRole('button', { name: '「読者」でできること' }).click()
  await page.getByRole('menuitem', { name: '削除する' }).click()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await page.getByRole('button', { name: '読者', exact: true }).waitFor()
  await usableEverywhere()
})

test('settings that were opened before the emergency stop are saved without undoing it', async () => {
  await at('/settings')
  const stop = async () =>
    (await site.house.api<{ stopped: boolean }>('GET', '/api/account')).body.stopped
  await page.getByLabel('差出人名').fill('港の珈琲')
  await site.house.api('PUT', '/api/account/stop')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('保存しました。').waitFor()
  expect(await stop()).toBe(true)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '再開する' }).click()
  await dialog.getByRole('button', { name: '再開する' }).click()
  await page.getByText('送信を再開しました。').waitFor()
  expect(await stop()).toBe(false)
  await page.getByRole('button', { name: 'すべて止める' }).waitFor()
})
