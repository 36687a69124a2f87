import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './make.ts'
import { posting } from './posting.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 180_000)
afterAll(async () => {
  await site.close()
})
const { source, contactOf } = posting(() => site.house)

/** Somebody else's page, with the form on it and a policy and styles of its own. */
async function openShop(script: string) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const content = request.url === '/thanks' ? '<h1>Shop says thanks</h1>' : script
    response.end(
      `<!doctype html><html lang="ja"><title>Shop</title><style>* { color: red; display: block }</style><main>${content}</main></html>`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a form on another site grows with what it says, is filled in there, and makes a contact', {
  timeout: 60_000,
}, async () => {
  const { id, key } = await source({ kind: 'form', consentWording: '案内のメールに同意します' })
  const shop = await openShop(`<script src="${site.house.baseUrl}/f/${key}.js" async></script>`)
  const context = await site.browser.newContext({ locale: 'ja-JP' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(shop.url)
  const frame = page.frameLocator('iframe')
  const email = frame.getByRole('textbox', { name: /メールアドレス/ })
  await email.waitFor()

  await email.fill('nobody')
  await frame.getByRole('button').click()
  await frame.getByRole('alert').waitFor()
  const height = () => page.locator('iframe').evaluate((each) => each.clientHeight)
  const inside = () => frame.locator('body').evaluate((body: HTMLElement) => body.offsetHeight)
  await until(
    'the frame has the height of its form',
    async () => (await height()) === (await inside()),
  )

  await email.fill('frame@example.jp')
  await frame.getByRole('checkbox').check()
  await frame.getByRole('button').click()
  await frame.getByRole('status').waitFor()
  expect(page.url()).toBe(`${shop.url}/`)
  await until(
    'they are a contact',
    async () => (await contactOf('frame@example.jp'))?.consent === 'given',
  )

  // Whoever is to go on elsewhere goes on with the whole page, not in the frame.
  await setRedirect(id, `${shop.url}/thanks`)
  await page.reload()
  await email.fill('onward@example.jp')
  await frame.getByRole('button').click()
  await page.getByRole('heading', { name: 'Shop says thanks' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
  await shop.close()
})

async function setRedirect(id: number, redirect: string) {
  const { body } = await site.house.api<{ form: object }>('GET', `/api/sources/${id}`)
  const form = { ...body.form, redirect }
  const { status } = await site.house.api('PATCH', `/api/sources/${id}`, { form })
  expect(status).toBe(200)
}
