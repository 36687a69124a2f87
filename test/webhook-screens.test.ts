import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './make.ts'
import { openSite, type Site } from './site.ts'
import { usable } from './usable.ts'

let site: Site
/** What was heard of, and with what is answered from now on. */
const heard: string[] = []
let status = 200
const listener = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  heard.push(JSON.parse(body).type)
  response.writeHead(status).end('ありがとう')
})

beforeAll(async () => {
  site = await openSite()
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
}, 180_000)
afterAll(async () => {
  await site.close()
  listener.close()
})

test('a webhook is made, tells a program of an event, is called again, and closes where it is not wanted', {
  timeout: 60_000,
}, async () => {
  const { port } = listener.address() as AddressInfo
  const page = await site.open('/settings?section=webhooks')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '通知を作る' }).click()
  await dialog.getByRole('button', { name: '作る' }).click()
  await dialog.getByText('イベントを1つ以上選ぶか').waitFor()
  await dialog.getByLabel('名前').fill('CRM')
  await dialog.getByLabel('送り先のURL').fill(`http://127.0.0.1:${port}/in`)
  await dialog.getByRole('combobox', { name: 'イベント' }).fill('shop.bought')
  await page.getByRole('option', { name: 'shop.bought' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText('shop.bought', { exact: true }).waitFor()
  await dialog.getByRole('combobox', { name: 'イベント' }).fill('shop.returned')
  await dialog.getByRole('button', { name: '作る' }).click()
  expect(await dialog.getByLabel('署名シークレット').inputValue()).toMatch(/^whsec_/)
  await dialog.getByRole('button', { name: '控えました' }).click()

  await site.house.api('POST', '/api/contacts', { email: 'hana@example.jp' })
  const event = { name: 'shop.bought', contact: { email: 'hana@example.jp' } }
  expect((await site.house.api('POST', '/api/events', event)).status).toBe(200)
  await until('the call arrives', async () => heard.length === 1)
  await page.getByText('CRM', { exact: true }).click()
  const calls = dialog.getByRole('list', { name: '通知の記録' })
  await calls.getByText('完了', { exact: true }).waitFor()
  await calls.getByText('1回送信').click()
  await calls.getByText('ありがとう').waitFor()
  await usable(page)

  status = 410
  await calls.getByRole('button', { name: '再送する：shop.bought' }).click()
  await dialog.getByText('相手が410を返し、以後の通知を断りました。').waitFor()
  await calls.getByText('2回送信').waitFor()
  expect(heard).toEqual(['shop.bought', 'shop.bought'])
  await page.setViewportSize({ width: 390, height: 844 })
  await usable(page)
  expect(site.faults).toEqual([])
})
