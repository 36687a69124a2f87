import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unsubscribeToken } from '../server/messages/token.ts'
import { graphOf, mail, wait } from './engine/make.ts'
import { until } from './make.ts'
import { openSite, type Site } from './site.ts'

const whole = import.meta.env.MODE === 'long'

let site: Site
let form: string
/** Where a script of somebody else has run. */
const ran: string[] = []
beforeAll(async () => {
  site = await openSite()
  form = await furnish()
}, 180_000)
afterAll(async () => {
  await site.close()
})

/** Short enough for a name. */
const armed = '"><img src=x onerror=ran()><script>ran()</script>'
const heavy = [
  armed,
  `'"--></style></title></textarea></script><svg onload=ran()>`,
  '<iframe srcdoc="<script>parent.ran()</script>"></iframe>',
  '<a href="javascript:ran()">x</a><math><a xlink:href="javascript:ran()">x</a></math>',
  `{{ '<script>ran()</script>' | raw }}{{constructor.constructor('ran()')()}}\${ran()}`,
  '\u202egnp.exe',
].join('')

/** Every field of every thing is armed; returns the form's address. */
async function furnish(): Promise<string> {
  const { house } = site
  const make = async <Made extends object>(path: string, body: object, method = 'POST') => {
    const answer = await house.api<Made>(method, path, body)
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const { url } = await make<{ url: string }>('/api/sources', {
    name: armed,
    kind: 'form',
    consentWording: heavy,
    form: {
      title: armed,
      intro: heavy,
      button: '"><img src=x onerror=ran()>',
      thanks: heavy,
      language: 'ja',
      fields: [
        { name: 'email', label: armed, required: true, type: 'email', help: armed },
        { name: 'note', label: armed, required: false, type: 'long', attribute: 'armed' },
        {
          name: 'one',
          label: armed,
          required: false,
          choices: [{ value: armed, label: armed }],
          type: 'choice',
        },
        { name: 'secret', label: armed, required: false, type: 'hidden', value: armed },
      ],
    },
  })
  const choices = [{ value: armed, label: armed }]
  await make('/api/attributes', { key: 'armed', label: armed, type: 'text' })
  await make('/api/attributes', { key: 'chosen', label: armed, type: 'choice', choices })
  await make('/api/topics', { name: armed, description: heavy })
  const names = { last_name: heavy, first_name: armed, company: armed, armed: heavy, chosen: armed }
  const consent = { basis: 'opt-in', wording: heavy }
  const { id } = await make<{ id: number }>('/api/contacts', {
    email: "o'armed@example.jp",
    attributes: names,
    consent,
  })
  await make(`/api/contacts/${id}/tags`, { tags: [armed] }, 'PUT')
  await make(`/api/contacts/${id}/external-ids/crm`, { value: armed }, 'PUT')
  const payload = { [armed]: heavy, list: [{ [heavy]: armed }] }
  await make('/api/events', { name: 'cart.abandoned', contact: { id }, payload, key: armed })
  const question = { from: 'contact', key: 'armed', op: 'is-not-empty', as: 'text' }
  const rule = { join: 'all', questions: [question, { ...question, op: 'contains', value: armed }] }
  await make('/api/segments', { name: armed, kind: 'dynamic', rule })
  await make('/api/contact-views', { name: armed, query: `search=${encodeURIComponent(armed)}` })
  const events = ['*']
  await make('/api/webhooks', { name: armed, url: 'https://127.0.0.1:9/"><b>', events })
  await make('/api/api-keys', { name: armed, scopes: ['*'] })

  const { id: sourceId, url: hook } = await make<{ id: number; url: string }>('/api/sources', {
    name: armed,
    kind: 'webhook',
    consentWording: heavy,
  })
  const graph = graphOf(
    {
      start: ['trigger', { kind: 'source', sourceId, name: armed }],
      send: [
        'send',
        mail(`${armed} {{ contact.last_name }}`, {
          name: armed,
          preheader: heavy.slice(0, 200),
          html: `<p>{{ contact.last_name }}{{ payload.note }}</p><script>ran()</script>
            <img src="data:," onerror="ran()"><a href="javascript:ran()">press</a>
            <form action="${house.baseUrl}/api/account/stop" method="post"><button>go</button></form>
            <meta http-equiv="refresh" content="0;url=javascript:ran()">`,
          text: `${armed} {{ contact.last_name }}`,
          class: 'transactional',
        }),
      ],
      rest: ['wait', { ...wait(9, 'days'), name: armed }],
    },
    [
      ['start', 'send'],
      ['send', 'rest'],
    ],
  )
  const journey = await make<{ id: number; revision: number }>('/api/journeys', {
    name: armed,
    graph,
  })
  await make(`/api/journeys/${journey.id}/publication`, { revision: journey.revision ?? 1 })
  const post = await fetch(hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': armed },
    body: JSON.stringify({ email: 'posted@example.jp', 姓: heavy, note: heavy, [armed]: payload }),
  })
  expect(post.status).toBe(202)
  await fetch(hook, { method: 'POST', body: `${armed}{`, headers: { 'content-type': armed } })
  const file = `${['メールアドレス', armed, '姓'].map(cell).join(',')}\r\n${['i@example.jp', heavy, armed].map(cell).join(',')}\r\n`
  const sent = await house.app.request(
    `/api/imports?fileName=${encodeURIComponent(`${armed}.csv`)}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${house.key}` },
      body: file,
    },
  )
  expect(sent.status).toBe(201)
  await until('the mail is caught', async () => {
    const { total } = (await house.api<{ total: number }>('GET', '/api/mailbox')).body
    return total > 0
  })
  return new URL(url).pathname
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Opens a page where `ran` would be heard from any frame, dialogs too. */
async function watched(path: string): Promise<Page> {
  const page = await site.open('/healthz')
  await page.exposeFunction('ran', () => ran.push(page.url()))
  page.on('dialog', (dialog) => {
    ran.push(`dialog at ${page.url()}`)
    void dialog.dismiss()
  })
  await page.goto(site.house.baseUrl + path)
  return page
}

const idOf = async (table: string, where = 'TRUE') => {
  const rows = await site.house.db.execute<{ id: string }>(
    sql.raw(`SELECT id FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT 1`),
  )
  return rows[0]!.id
}

test('no text of anybody’s runs on any page of the editor', { timeout: 120_000 }, async () => {
  const person = await idOf('contacts', `email_key = 'o''armed@example.jp'`)
  const posted = await idOf('contacts', `email_key = 'posted@example.jp'`)
  const hook = await idOf('sources', `kind = 'webhook'`)
  const asked = await idOf('sources', `kind = 'form' AND name LIKE '%ran%'`)
  const [journey, segment] = [await idOf('journeys'), await idOf('segments')]
  const page = await watched('/contacts')
  const settings = ['attributes', 'tags', 'topics', 'keys', 'webhooks', 'audit']
  const paths = [`/contacts/${person}`, `/contacts/${posted}`, `/segments/${segment}`]
  paths.push(`/sources/${hook}`, `/journeys/${journey}`, `/imports/${await idOf('imports')}`)
  // Lists say less than what they lead to.
  if (whole) {
    paths.push('/contacts', '/segments', '/journeys', '/sources', `/sources/${asked}`, '/imports')
    paths.push(...settings.map((section) => `/settings?section=${section}`))
  }
  for (const path of paths) {
    await page.goto(site.house.baseUrl + path)
    // It stands there as what it is: text.
    await page.waitForFunction(() => {
      const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
      const texts = [document.body.innerText, ...fields.map(({ value }) => value)]
      return texts.some((text) => text.includes('onerror=ran()'))
    })
    for (const tab of await page.locator('main').getByRole('tab').all()) {
      if (!path.startsWith('/settings')) await tab.click()
    }
    expect(await page.locator(made).count(), path).toBe(0)
  }
  expect(ran).toEqual([])
  expect(ofOurs(site.faults.splice(0))).toEqual([])
  await page.close()
})

/** What a page holds where a text became a part of it, or a mail may do more than be seen. */
const made = [
  ...['[onerror]', '[onload]', 'a[href^="javascript:"]', 'iframe:not([sandbox])'],
  ...['iframe[sandbox*="allow-scripts"]', 'iframe[sandbox*="allow-same-origin"]'],
].join(', ')

/** Without what the browser says of the mail, whose own HTML is kept from running. */
const ofOurs = (faults: string[]) => faults.filter((fault) => !fault.includes('about:srcdoc'))

test('a mail’s own HTML runs nowhere, not even when its link is pressed', async () => {
  const caught = await idOf('caught')
  for (const path of [`/messages/${await idOf('messages')}`, `/mailbox/${caught}`]) {
    const page = await watched(path)
    const letter = page.locator('iframe').last()
    await letter.contentFrame().getByText('press').click()
    // Whoever navigates the page that shows it would be here.
    expect(new URL(page.url()).pathname).toBe(path)
    await page.close()
  }
  const page = await watched(`/api/mailbox/${caught}/html`)
  await page.getByText('press').click()
  await page.getByRole('button', { name: 'go' }).click()
  expect(await site.house.api('GET', '/api/account')).toMatchObject({ body: { stopped: false } })
  await page.close()
  const popups = page.context().pages()
  for (const popup of popups) await popup.close()
  expect(ran).toEqual([])
  site.faults.length = 0
})

test('a form, its answer, its thanks and the way out run nothing and hold no script', async () => {
  const page = await watched(`${form}?secret=${encodeURIComponent(heavy)}`)
  await page.locator('input[name=email]').fill('x@y')
  await page.locator('textarea').fill(heavy)
  await page
    .locator('form')
    .evaluate((form) => (form as HTMLFormElement).setAttribute('novalidate', ''))
  await page.getByRole('button').click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.locator('textarea').inputValue()).toBe(heavy)
  await page.locator('input[name=email]').fill('formed@example.jp')
  await page.locator('input[name=consent], input[type=checkbox]').first().check()
  await page.getByRole('button').click()
  await page.waitForURL(/done=1/)
  await page.getByText('onload=ran()').waitFor()
  const token = unsubscribeToken(site.house.secret, Number(await idOf('messages')))
  for (const path of [`${form}?embed=1`, `/u/${token}`, `/confirm/${encodeURIComponent(armed)}`]) {
    await page.goto(site.house.baseUrl + path)
    expect(await page.locator('img, svg, [onerror]').count(), path).toBe(0)
  }
  await page.close()
  expect(ran).toEqual([])
  // The browser's own words for an answer that says no.
  const told = site.faults.filter((fault) => !/status of 4(22|04)/.test(fault))
  expect(told).toEqual([])
})
