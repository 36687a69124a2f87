import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FONT_STYLE } from '../server/font-files.ts'
import { openIntake } from '../server/mailbox/intake.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
}, 180_000)
afterAll(async () => {
  await site.close()
})

describe('Japanese has a font where the machine has none', () => {
  test('on public pages, in the few pieces that are needed', async () => {
    const { body } = await site.house.api<{ sources: { url: string }[] }>('GET', '/api/sources')
    const { pathname } = new URL(body.sources[0]!.url)
    for (const path of [pathname, '/u/nobody', '/hooks/nothing']) {
      const page = await open(path)
      expect(page.pieces.length, path).toBeGreaterThan(2)
      expect(page.pieces.length, path).toBeLessThan(40)
      await page.close()
    }
  })

  test.for([
    ['of its own', '<!doctype html><style>p{font-family:Arial,sans-serif}</style><p>薔薇と檸檬'],
    ['of nobody’s choice', '<p>薔薇と檸檬</p>'],
  ])('in a mail with a font %s, behind the walls of its frame', async ([_, html]) => {
    const raw = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)
    const id = await openIntake(site.house).take({ from: 'a@b.example', to: 'c@d.example', raw })
    const page = await open(`/mailbox/${id}`)
    expect(page.framedPieces.length).toBeGreaterThan(1)
    await page.close()
  })
})

test('everybody may load the font, and keeps it', async () => {
  const style = await site.house.app.request(FONT_STYLE)
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(style.headers.get('access-control-allow-origin')).toBe('*')
  const [url] = /\/fonts\/[^)]+/.exec(await style.text())!
  const piece = await site.house.app.request(url!)
  expect(piece.headers.get('content-type')).toBe('font/woff2')
  expect(piece.headers.get('access-control-allow-origin')).toBe('*')
  expect(piece.headers.get('cache-control')).toContain('immutable')
})

test('nothing but the font is there to load', async () => {
  const [version] = /\/fonts\/[\d.]+/.exec(await (await site.house.app.request(FONT_STYLE)).text())!
  for (const path of [
    '/nothing.woff2',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/LICENSE',
  ]) {
    expect((await site.house.app.request(version + path)).status, path).toBe(404)
  }
})

/** Opens an address for the first time; which pieces of the font the page and its frames loaded. */
async function open(path: string) {
  const page = await site.open('/healthz')
  const loaded = { pieces: [] as string[], framedPieces: [] as string[] }
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.endsWith('.woff2') || !response.ok()) return
    const kind = response.frame() === page.mainFrame() ? 'pieces' : 'framedPieces'
    loaded[kind].push(pathname)
  })
  await page.goto(site.house.baseUrl + path)
  await page.waitForLoadState('networkidle')
  return { ...loaded, close: () => page.close() }
}
