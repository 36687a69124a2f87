import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boxOf, drag, middleOf } from './hands.ts'
import { openSite, owner, type Site } from './site.ts'

/** What a reader of each language sees, clicks and writes. */
const readers = {
  ja: {
    welcome: { name: 'お名前', email: 'メールアドレス', password: 'パスワード', begin: 'はじめる' },
    sources: { make: '受付口を作る', name: '名前', consent: '同意の文（空でもよい）', act: '作る' },
    consent: 'お知らせメールを受け取ります。',
    form: { email: 'メールアドレス', send: '登録する' },
    journeys: { create: 'シナリオを作る', begin: '開始条件から始める', name: 'シナリオの名前' },
    canvas: { add: (kind: string) => `${kind}を足す`, from: /から線を引く/, into: /の入口$/ },
    kinds: {
      trigger: '開始条件',
      send: 'メール送信',
      wait: '待機',
      condition: '条件分岐',
      exit: '終了',
    },
    fields: {
      source: '受付口',
      subject: '件名',
      write: '文面を書く',
      part: 'メールの部分',
      text: 'テキスト',
      close: '閉じる',
    },
    wait: { amount: '長さ', told: '1日待つ' },
    condition: { look: '条件1の対象', what: 'メールアドレス', value: '条件1の値' },
    end: 'ここで終わる',
    contact: 'コンタクト',
    publish: { act: '公開する', done: 'v1を公開しました。' },
    saved: /に保存しました$/,
    first: 'ようこそ',
    second: '一日たちました',
    mailbox: '内蔵メールボックスのメール',
    told: [
      /から「Story」に入りました$/,
      /^メールが内蔵メールボックスに入りました$/,
      /まで待ちます$/,
      /^「1日待つ」が終わりました$/,
      /に進みました$/,
      /^「Story」を最後まで通りました$/,
    ],
  },
  en: {
    welcome: { name: 'Your name', email: 'E-mail address', password: 'Password', begin: 'Begin' },
    sources: {
      make: 'New source',
      name: 'Name',
      consent: 'Consent wording (may be empty)',
      act: 'Make',
    },
    consent: 'I agree to receive news by e-mail.',
    form: { email: 'E-mail address', send: 'Sign up' },
    journeys: { create: 'New journey', begin: 'Start with a trigger', name: 'Name of the journey' },
    canvas: { add: (kind: string) => `Add: ${kind}`, from: /^Draw a line from/, into: /^Into/ },
    kinds: { trigger: 'Trigger', send: 'Send', wait: 'Wait', condition: 'Condition', exit: 'Exit' },
    fields: {
      source: 'Source',
      subject: 'Subject',
      write: 'Write the mail',
      part: 'Part of the mail',
      text: 'Text',
      close: 'Close',
    },
    wait: { amount: 'How long', told: 'Wait 1 day' },
    condition: {
      look: 'What condition 1 looks at',
      what: 'E-mail address',
      value: 'Value of condition 1',
    },
    end: 'Ends here',
    contact: 'contact',
    publish: { act: 'Publish', done: 'Published v1.' },
    saved: /^Saved /,
    first: 'Welcome',
    second: 'A day has passed',
    mailbox: 'Caught mails',
    told: [
      /^Entered “Story” from/,
      /^The mail is in the built-in mailbox$/,
      /^Waits until/,
      /^“Wait 1 day” is over$/,
      /^Took “/,
      /^Reached the end of “Story”$/,
    ],
  },
}

/**
 * The story of a first day in a real browser: an owner, a form, a journey drawn with mouse and
 * keyboard, a sign-up, two mails and the timeline. One file a language: versions are kept compiled for
 * the life of a process, which knows one database.
 */
export function tellStory(language: 'ja' | 'en') {
  const say = readers[language]
  let site: Site
  beforeAll(async () => {
    site = await openSite({ language, signedIn: false })
  }, 180_000)
  afterAll(async () => {
    await site.close()
  })

  test('from an empty canvas to the second mail and the timeline', {
    timeout: 120_000,
  }, async () => {
    const { house, faults } = site
    const page = await site.open(site.welcome)
    await page.getByLabel(say.welcome.name).fill(owner.name)
    await page.getByLabel(say.welcome.email).fill(owner.email)
    await page.getByLabel(say.welcome.password, { exact: true }).fill(owner.password)
    await page.getByRole('button', { name: say.welcome.begin }).click()
    await page.waitForURL('**/journeys')

    const form = await makeForm(page, say)
    await page.goto(`${house.baseUrl}/journeys`)
    await drawJourney(page, say)
    await publish(page, say)

    await signUp(site, form, say)
    await readMail(page, say, say.first)
    house.clockAt((await house.clock(house.db)).add({ hours: 25 }))
    await readMail(page, say, say.second)
    await readTimeline(page, say)
    expect(faults).toEqual([])
  })
}

type Words = (typeof readers)['ja'] | (typeof readers)['en']

/** Makes a form page; returns its address. */
async function makeForm(page: Page, { sources, consent }: Words): Promise<string> {
  await page.goto(new URL('/sources', page.url()).href)
  await page.getByRole('button', { name: sources.make }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(sources.name, { exact: true }).fill('Summer')
  await dialog.getByLabel(sources.consent).fill(consent)
  await dialog.getByRole('button', { name: sources.act, exact: true }).click()
  await page.waitForURL(/\/sources\/\d+$/)
  return (await page.locator('a[href*="/f/"]').first().getAttribute('href'))!
}

/** With the mouse a trigger, a mail and the line between them; with the keyboard all that follows. */
async function drawJourney(page: Page, say: Words): Promise<void> {
  await page.getByRole('button', { name: say.journeys.create }).click()
  await page.waitForURL(/\/journeys\/\d+$/)
  await page.getByLabel(say.journeys.name).fill('Story')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: say.journeys.begin }).click()
  const trigger = stone(page, say.kinds.trigger)
  await trigger.click()
  await page.getByRole('combobox', { name: say.fields.source }).click()
  await page.getByRole('option', { name: 'Summer' }).click()

  const below = await boxOf(trigger)
  await drag(page, page.getByRole('button', { name: say.canvas.add(say.kinds.send) }), {
    x: below.x + below.width / 2,
    y: below.y + below.height + 140,
  })
  const hello = stone(page, say.kinds.send)
  const into = await middleOf(hello.getByLabel(say.canvas.into))
  await drag(page, trigger.getByLabel(say.canvas.from), into)
  await writeMail(page, say, say.first)

  const type = (text: string) => page.keyboard.type(text)
  const press = (key: string) => page.keyboard.press(key)
  await hello.click()
  await press('w')
  await stone(page, say.kinds.wait).and(page.locator(':focus')).waitFor()
  await press('Enter')
  await page.getByLabel(say.wait.amount).and(page.locator(':focus')).waitFor()
  await press('Control+a')
  await type('1')
  await press('Escape')
  await press('c')
  await page.getByRole('combobox', { name: say.condition.look }).click()
  await page.getByRole('option', { name: say.condition.what }).click()
  await page.getByLabel(say.condition.value).fill('yui@example.jp')
  await press('Escape')
  await press('m')
  await writeMail(page, say, say.second)
  await press('Escape')
  await press('e')
  await stone(page, say.kinds.exit).waitFor()
  // A step back and forth loses nothing.
  await press('Control+z')
  await stone(page, say.kinds.exit).waitFor({ state: 'detached' })
  await press('Control+Shift+z')
  await stone(page, say.kinds.exit).waitFor()
}

const stone = (page: Page, kind: string) =>
  page.locator(`.react-flow__node-stone[aria-label^="${kind}"]`)

async function writeMail(page: Page, { fields }: Words, subject: string): Promise<void> {
  await page.getByLabel(fields.subject, { exact: true }).fill(subject)
  await page.getByRole('button', { name: fields.write }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radiogroup', { name: fields.part }).getByText(fields.text).click()
  await dialog
    .getByRole('textbox', { name: fields.text, exact: true })
    .fill(`${subject}, {{ contact.email }}`)
  await dialog.getByRole('button', { name: fields.close, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function publish(page: Page, { publish, saved }: Words): Promise<void> {
  await page.getByRole('status').filter({ hasText: saved }).waitFor()
  await page.getByRole('button', { name: publish.act, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: publish.act, exact: true }).click()
  await page.getByText(publish.done).waitFor()
}

async function signUp(site: Site, form: string, { form: words, consent }: Words) {
  const page = await site.open(new URL(form).pathname)
  await page.getByLabel(words.email).fill('yui@example.jp')
  await page.getByLabel(consent).check()
  await page.getByRole('button').click()
  await page.waitForURL(/thanks|done/)
  await page.close()
}

/** Finds the mail in the mailbox without a reload, and reads it. */
async function readMail(page: Page, { mailbox }: Words, subject: string): Promise<void> {
  await page.goto(new URL('/mailbox', page.url()).href)
  const row = page
    .getByRole('table', { name: mailbox })
    .getByRole('row')
    .filter({ hasText: subject })
  await row.getByRole('link').first().click()
  await page.waitForURL(/\/mailbox\/\d+$/)
  const letter = page.frameLocator('iframe').getByText(`${subject}, yui@example.jp`)
  await letter.waitFor()
}

/** From the mail to its contact: all that happened, newest first, and the drawn path that was walked. */
async function readTimeline(page: Page, say: Words): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: say.contact }).last().click()
  const drawn = page.getByRole('article', { name: 'Story' })
  await drawn.waitFor()
  const facts = await page.getByRole('listitem').locator('strong').allTextContents()
  expect(facts.map((fact) => say.told.findIndex((told) => told.test(fact)))).toEqual([
    told.ended,
    told.mail,
    told.branched,
    told.waited,
    told.waits,
    told.mail,
    told.entered,
  ])
  expect(await drawn.getByRole('button').allTextContents()).toHaveLength(6)
  const { lit, idle } = await lightsOf(drawn)
  expect(lit.shapes).toEqual(['pill', 'card', 'pebble', 'card', 'card', 'sunk'])
  expect(lit.leadTo).toEqual(['lit', 'lit', 'lit', 'lit', 'lit'])
  // The branch that was not taken, to its small end.
  expect(idle.shapes).toEqual(['end'])
  expect(idle.leadTo).toEqual(['idle'])
  expect(lit.colors).toHaveLength(1)
  expect(idle.colors).not.toEqual(lit.colors)
}

/** What is in each light: the stones' shapes, the lines' colors, and the light they lead to. */
async function lightsOf(drawn: Locator) {
  const stones = await drawn.locator('g[data-light]').evaluateAll((all) =>
    (all as SVGGElement[]).map((stone) => {
      const { x, y, width } = stone.querySelector('rect')!.getBBox()
      const { light, shape } = stone.dataset
      return { light, shape, x: x + width / 2, y }
    }),
  )
  const lines = await drawn.locator('path[data-light]').evaluateAll((all) =>
    (all as SVGPathElement[]).map((line) => {
      const { x, y } = line.getPointAtLength(line.getTotalLength())
      return { light: line.dataset.light, x, y, color: getComputedStyle(line).stroke }
    }),
  )
  const of = (light: string) => {
    const its = lines.filter((line) => line.light === light)
    const ends = its.map((line) =>
      stones.find((stone) => Math.hypot(stone.x - line.x, stone.y - line.y) < 2),
    )
    return {
      shapes: stones.filter((stone) => stone.light === light).map((stone) => stone.shape),
      leadTo: ends.map((stone) => stone?.light),
      colors: [...new Set(its.map((line) => line.color))],
    }
  }
  return { lit: of('lit'), idle: of('idle') }
}

/** Where each kind of fact stands in `told`. */
const told = { entered: 0, mail: 1, waits: 2, waited: 3, branched: 4, ended: 5 }
