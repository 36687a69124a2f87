import { buildEditor } from '../server/build.ts'
import { listen } from '../server/listen.ts'
import { setupToken } from '../server/members/owner.ts'
import { firstDay } from '../server/samples/first-day.ts'
import { startWorker } from '../server/worker.ts'
import { newReader, openBrowser, type Reader } from './browser.ts'
import { openHouse } from './database.ts'
import { freePort } from './program.ts'

export const owner = { name: '飛石 花', email: 'hana@example.jp', password: 'a long sentence' }

/**
 * The product as somebody meets it: the editor as it is built, HTTP, a worker, the built-in mailbox,
 * and a reader's browser. Close it; `faults` holds what went wrong in the browser meanwhile.
 * @param signedIn the owner is there and in; otherwise the first visit is still to come, at `welcome`
 */
export async function openSite({
  signedIn = true,
  ...reader
}: Reader & { signedIn?: boolean } = {}) {
  const { language = 'ja' } = reader
  await buildEditor(() => {})
  const browser = await openBrowser()
  const port = await freePort()
  const house = await openHouse({ queue: true, baseUrl: `http://127.0.0.1:${port}` })
  const http = await listen({ host: '127.0.0.1', port })
  http.serve(house.app)
  const worker = await startWorker(house)
  const context = await newReader(browser, reader)
  context.setDefaultTimeout(30_000)
  if (signedIn) {
    await firstDay(house, { ...owner, language })
    const { email, password } = owner
    await context.request.post(`${house.baseUrl}/api/auth/sign-in/email`, {
      data: { email, password },
      headers: { origin: house.baseUrl },
    })
  }
  const faults: string[] = []
  context.on('weberror', ({ error }) => faults.push(String(error())))
  context.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text())
  })
  return {
    house,
    browser,
    faults,
    welcome: `/welcome?token=${setupToken(house.secret)}`,
    async open(path: string) {
      const page = await context.newPage()
      await page.goto(house.baseUrl + path)
      return page
    },
    async close() {
      await browser.close()
      await worker.stop()
      await http.close()
      await house.close()
    },
  }
}

export type Site = Awaited<ReturnType<typeof openSite>>
