import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../server/engine/graph.ts'
import { graphOf, hand, mail, wait } from './engine/make.ts'
import { boxOf, drag, middleOf } from './hands.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let page: Page
beforeAll(async () => {
  site = await openSite()
  page = await site.open('/journeys')
}, 180_000)
afterAll(async () => {
  await site.close()
})

/** in → a → day → b, each with room for a hand below it. */
const lines = ['in>a', 'a>day', 'day>b', 'b>']
function drawn(rows = [0, 120, 240, 360]): Graph {
  const graph = graphOf(
    {
      in: ['trigger', { ...hand, name: 'in' }],
      a: ['send', { ...mail('Hello'), name: 'a' }],
      day: ['wait', { ...wait(1, 'days'), name: 'day' }],
      b: ['send', { ...mail('Offer'), name: 'b' }],
    },
    [
      ['in', 'a'],
      ['a', 'day'],
      ['day', 'b'],
    ],
  )
  for (const [index, node] of graph.nodes.entries()) node.position = { x: 0, y: rows[index]! }
  return graph
}

describe('a step', () => {
  test('is put into a line by its ＋, and by being dropped on it', async () => {
    await open(drawn())
    await page.mouse.move(...between(await boxOf(stone('a')), await boxOf(stone('day'))))
    await page.getByRole('button', { name: '「a」と「day」のあいだにステップを足す' }).click()
    await page.keyboard.press('m')
    await shows('in>a', 'a>件名のないメール', '件名のないメール>day', 'day>b', 'b>')
    expect(await covered()).toEqual([])
    await undo()
    await shows(...lines)

    const [x, y] = between(await boxOf(stone('day')), await boxOf(stone('b')))
    await drag(page, page.getByRole('button', { name: '待機を足す' }), { x, y })
    await shows('in>a', 'a>day', 'day>1日待つ', '1日待つ>b', 'b>')
    expect(await covered()).toEqual([])
    await undo()
    await shows(...lines)
    await redo()
    await shows('in>a', 'a>day', 'day>1日待つ', '1日待つ>b', 'b>')
  })

  test('is copied beside what stands there; several keep their lines, in another journey, too', async () => {
    await open(drawn())
    await stone('a').click()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await page.keyboard.press('Control+v')
    await shows(...lines, 'a>', 'a>')
    expect(await covered()).toEqual([])
    await undo()
    await undo()
    await shows(...lines)

    await stone('day').click()
    await stone('b').click({ modifiers: ['Shift'] })
    await page.keyboard.press('Control+c')
    await open(drawn([0, 88, 176, 240]))
    await page.keyboard.press('Control+v')
    await shows(...lines, 'day>b', 'b>')
    expect(await covered()).toEqual([])
    await undo()
    await shows(...lines)
  })

  test('is deleted with a key and with the mouse, and comes back', async () => {
    await open(drawn())
    const bin = button('選んだものを消す')
    await eventually(() => bin.isDisabled()).toBe(true)
    for (const remove of [() => page.keyboard.press('Delete'), () => bin.click()]) {
      await stone('day').click()
      await remove()
      await shows('in>a', 'a>b', 'b>')
      await undo()
      await shows(...lines)
    }
  })

  test('is named, and so is the journey', async () => {
    const { id, name: before } = await open(drawn())
    await stone('day').click()
    await page.getByLabel('名前', { exact: true }).fill('a night')
    await shows('in>a', 'a>a night', 'a night>b', 'b>')
    await button('元に戻す').click()
    await shows(...lines)

    const name = page.getByLabel('シナリオの名前')
    await name.fill('')
    await page.keyboard.press('Enter')
    await eventually(() => name.inputValue()).toBe(before)
    await name.fill('Winter')
    await page.keyboard.press('Enter')
    await eventually(() => page.title()).toBe('Winter – Tobiishi')
    expect((await journey(id)).name).toBe('Winter')
  })
})

test('a mail is shown for a contact, who is searched for by what is typed', async () => {
  for (const [email, last_name] of [
    ['mori@example.jp', '森'],
    ['hayashi@example.jp', '林'],
  ]) {
    await site.house.api('POST', '/api/contacts', { email, attributes: { last_name } })
  }
  await open(drawn())
  await stone('a').click()
  await button('文面を書く').click()
  const reader = page.getByRole('combobox', { name: 'だれに届く文面か' })
  const offered = () => page.getByRole('option').allTextContents()
  await reader.click()
  await eventually(offered).toEqual([
    '見本：山田 花子',
    '林　hayashi@example.jp',
    '森　mori@example.jp',
  ])
  await page.keyboard.type('mori')
  await eventually(offered).toEqual(['見本：山田 花子', '森　mori@example.jp'])
  await page.getByRole('option', { name: '森' }).click()
  await eventually(() => reader.inputValue()).toBe('森　mori@example.jp')
  await reader.click()
  await eventually(async () => (await offered()).length).toBe(3)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
})

describe('a line', () => {
  test('is taken by its end to another step', async () => {
    await open(drawn([0, 88, 176, 240]))
    await drag(page, entrance('day'), await middleOf(stone('b')))
    await shows('in>a', 'a>b', 'day>b', 'b>')
    await undo()
    await shows(...lines)
    await drag(page, entrance('day'), await middleOf(entrance('b')))
    await shows('in>a', 'a>b', 'day>b', 'b>')
    await redoes(lines, ['in>a', 'a>b', 'day>b', 'b>'])
  })

  test('let go over the ground leads to a new step there, or nowhere', async () => {
    await open(drawn())
    const { x, y } = await middleOf(stone('day'))
    const ground = { x: x + 400, y }
    await drag(page, entrance('day'), ground)
    await page.getByRole('menuitem', { name: /^待機/ }).click()
    await shows('in>a', 'a>1日待つ', '1日待つ>day', 'day>b', 'b>')
    await undo()
    await shows(...lines)

    await drag(page, entrance('day'), ground)
    await page.getByRole('menuitem', { name: /^線を外す/ }).click()
    await shows('in>a', 'a>', 'day>b', 'b>')
    await drag(page, entrance('day'), await middleOf(stone('a')))
    await shows(...lines)
  })

  test('is deleted with a key and with the mouse, and comes back', async () => {
    await open(drawn())
    const [a, day] = [await boxOf(stone('a')), await boxOf(stone('day'))]
    const [x] = between(a, day)
    await page.mouse.click(x, a.y + a.height + 12)
    await page.keyboard.press('Delete')
    await shows('in>a', 'a>', 'day>b', 'b>')
    await undo()
    await shows(...lines)
    await page.mouse.click(x, a.y + a.height + 12)
    await button('選んだものを消す').click()
    await shows('in>a', 'a>', 'day>b', 'b>')
    await redoes(lines, ['in>a', 'a>', 'day>b', 'b>'])
  })
})

test('tidied up, all steps stand below each other; undone, they are where they were, in sight', async () => {
  const messy = drawn([700, 300, 500, 0])
  for (const [index, node] of messy.nodes.entries()) node.position.x = 300 * index
  await open(messy)
  await button('整列する').click()
  const inOrder = async () => {
    const boxes = await Promise.all(['in', 'a', 'day', 'b'].map((id) => boxOf(stone(id))))
    const isBelow = boxes.map(({ y }, index) => y > (boxes[index - 1]?.y ?? 0))
    return { middles: new Set(boxes.map((box) => box.x + box.width / 2)).size, isBelow }
  }
  const tidy = { middles: 1, isBelow: [true, true, true, true] }
  await eventually(inOrder).toEqual(tidy)
  await undo()
  await eventually(inOrder).toEqual({ middles: 4, isBelow: [true, false, true, false] })
  for (const id of ['in', 'a', 'day', 'b']) await eventually(() => isSeen(stone(id))).toBe(true)
  await redo()
  await eventually(inOrder).toEqual(tidy)
})

test('a journey that is left and opened again at once goes on from what was saved', async () => {
  const { id } = await open(drawn())
  const name = (text: string) => page.getByLabel('名前', { exact: true }).fill(text)
  await stone('a').click()
  await name('first')
  await saved()
  // It has to be right without asking again.
  const asking = `**/api/journeys/${id}`
  await page.route(asking, () => {})
  await visit('/sources')
  await stone('a').waitFor({ state: 'detached' })
  await visit(`/journeys/${id}`)
  await shows('in>first', 'first>day', 'day>b', 'b>')
  await stone('b').click()
  await name('second')
  await saved()
  await page.unroute(asking)
  const { draft, copies } = await journey(id)
  expect(namesIn(draft)).toEqual(['in', 'first', 'day', 'second'])
  expect(copies).toEqual([])
})

test('of two tabs the later save is refused, and nothing of either is lost', async () => {
  const { id } = await open(drawn())
  const other = await site.open(`/journeys/${id}`)
  const name = (text: string) => page.getByLabel('名前', { exact: true }).fill(text)
  await stone('a', other).click()

  await stone('a').click()
  await name('first')
  await saved()
  await stone('day', other).click()
  await other.keyboard.press('Delete')
  await lookAway(other)
  await other.getByText('別の画面で先に変更しています。両方の版を残しました。').waitFor()
  // Both go on before anybody has chosen.
  await stone('b', other).click()
  await other.getByLabel('名前', { exact: true }).fill('late')
  await name('first again')
  await saved()

  const theirs = ['in>first again', 'first again>day', 'day>b', 'b>']
  const mine = ['in>a', 'a>late', 'late>']
  await other.getByRole('button', { name: '見比べる' }).click()
  const sides = other.getByRole('dialog')
  const elsewhere = sides.getByRole('region', { name: '別の画面で保存した版' })
  await elsewhere.getByText('内容が違う：「first again」、「b」').waitFor()
  await elsewhere.getByText('こちらだけにある：「day」').waitFor()
  const here = sides.getByRole('region', { name: 'あなたの版' })
  await here.getByText('内容が違う：「a」、「late」').waitFor()
  await elsewhere.getByRole('button').click()
  await eventually(() => linesOf(other)).toEqual(theirs.toSorted())
  await eventually(async () => (await journey(id)).copies).toEqual([])
  await other.keyboard.press('Control+z')
  await eventually(() => linesOf(other)).toEqual(mine.toSorted())
  await saved(other)
  expect(namesIn((await journey(id)).draft)).toEqual(['in', 'a', 'late'])

  // Now the first tab is the late one, and goes on with its own.
  await name('last')
  await lookAway(page)
  await button('見比べる').click()
  await page.getByRole('region', { name: 'あなたの版' }).getByRole('button').click()
  const last = ['in', 'last', 'day', 'b']
  await eventually(async () => namesIn((await journey(id)).draft)).toEqual(last)
  await page.getByRole('status').getByRole('button', { name: '元に戻す' }).click()
  await shows(...mine)
  await redoes(['in>last', 'last>day', 'day>b', 'b>'], mine)
  await other.close()
})

test('a published journey is paused, changed, published again and resumed', async () => {
  const { id, name } = await open(drawn())
  const publish = async (act: string, verb: string) => {
    await button(act).click()
    await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click()
  }
  const pick = async (act: string) => {
    await button('このシナリオの操作').click()
    await page.getByRole('menuitem', { name: act }).click()
  }
  const changes = button('変更を公開する')
  await publish('公開する', '公開する')
  await page.getByText('v1を公開しました。').waitFor()
  await eventually(() => changes.isDisabled()).toBe(true)

  await pick('一時停止する')
  await page.getByText(`「${name}」を一時停止しました。全員がその場で待ちます。`).waitFor()
  await stone('day').click()
  await page.keyboard.press('Delete')
  await publish('変更を公開する', 'v2を公開する')
  await page.getByText('シナリオは一時停止中のままです。').waitFor()
  await undo()
  await shows(...lines)
  await eventually(() => changes.isDisabled()).toBe(false)
  await pick('再開する')
  await page.getByText(`「${name}」を再開しました。`).waitFor()
  await saved()
  const { state, version, draft } = await journey(id)
  expect([state, version?.number]).toEqual(['live', 2])
  expect(namesIn(version!.graph)).toEqual(['in', 'a', 'b'])
  expect(namesIn(draft)).toEqual(['in', 'a', 'day', 'b'])
})

test('a draft is deleted on its own page and in the list, and comes back with all it had', async () => {
  const { name } = await open(drawn())
  const all = async () => {
    const { body } = await site.house.api<{ journeys: { id: number; name: string }[] }>(
      'GET',
      '/api/journeys',
    )
    return body.journeys.filter((each) => each.name === name)
  }
  const remove = async (menu: string) => {
    await button(menu).click()
    await page.getByRole('menuitem', { name: '削除する' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '削除する' }).click()
    await page.getByText(`「${name}」を削除しました。`).waitFor()
    await eventually(all).toEqual([])
  }
  for (const menu of ['このシナリオの操作', `「${name}」の操作`]) {
    await remove(menu)
    await page.getByRole('status').getByRole('button', { name: '元に戻す' }).click()
    await button(`「${name}」の操作`).waitFor()
  }
  const [{ id } = { id: 0 }] = await all()
  expect(namesIn((await journey(id)).draft)).toEqual(['in', 'a', 'day', 'b'])
})

test('a journey is written to a file and read from it', async () => {
  const { name } = await open(drawn())
  const menu = button('このシナリオの操作')
  await menu.click()
  const written = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'ファイルに書き出す' }).click()
  const file = await written
  expect(file.suggestedFilename()).toBe(`${name}.json`)
  const text = await readFile(await file.path(), 'utf8')
  expect(namesIn(JSON.parse(text).graph)).toEqual(['in', 'a', 'day', 'b'])

  const read = async (name: string, text: string) => {
    await menu.click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: 'ファイルから読み込む' }).click()
    const buffer = Buffer.from(text)
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer })
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }
  await stone('day').click()
  await page.keyboard.press('Delete')
  await read('copy.json', text)
  await page.getByText('「copy.json」を下書きに読み込みました。').waitFor()
  await shows(...lines)
  await undo()
  await shows('in>a', 'a>b', 'b>')
  await read('wrong.json', text.replaceAll('"wait"', '"nap"'))
  await page.getByRole('dialog').getByText('「wrong.json」に1件の問題があります').waitFor()
  await page.keyboard.press('Escape')
  await shows('in>a', 'a>b', 'b>')
})

test('nothing went wrong in the browser meanwhile', () => {
  // A browser writes down a refused save by itself.
  const faults = site.faults.filter((fault) => !fault.includes('409 (Conflict)'))
  expect(faults).toEqual([])
})

let opened = 0

/** Looks again until it is so. */
const eventually = <T>(look: () => T | Promise<T>) =>
  expect.poll(look, { timeout: 10_000, interval: 20 })

/** Opens a new journey. */
async function open(graph: Graph): Promise<{ id: number; name: string }> {
  const name = `Drawn ${++opened}`
  const { body } = await site.house.api<{ id: number }>('POST', '/api/journeys', { name, graph })
  await visit(`/journeys/${body.id}`)
  await eventually(() => page.title()).toBe(`${name} – Tobiishi`)
  await stone('in').waitFor()
  return { id: body.id, name }
}

/** The way a link in the product does: a whole page takes longer to load. */
const visit = (path: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

type Journey = {
  name: string
  state: string
  draft: Graph
  version: { number: number; graph: Graph } | null
  copies: unknown[]
}

const journey = async (id: number) =>
  (await site.house.api<Journey>('GET', `/api/journeys/${id}`)).body

const namesIn = (graph: Graph) => graph.nodes.map(({ data }) => (data as { name: string }).name)

const stone = (id: string, on = page) => on.locator(`.react-flow__node[data-id="${id}"]`)
const entrance = (id: string) => stone(id).locator('.react-flow__handle.target')
const button = (name: string) => page.getByRole('button', { name, exact: true })

const undo = () => page.keyboard.press('Control+z')
const redo = () => page.keyboard.press('Control+Shift+z')

async function redoes(before: string[], after: string[]) {
  await undo()
  await shows(...before)
  await redo()
  await shows(...after)
}

/** As somebody does who goes to another tab: what is unsaved is saved at once. */
const lookAway = (on: Page) => on.evaluate(() => dispatchEvent(new Event('blur')))

async function saved(on = page): Promise<void> {
  await lookAway(on)
  await on
    .getByRole('status')
    .filter({ hasText: /に保存しました$/ })
    .waitFor()
}

const shows = (...wanted: string[]) => eventually(() => linesOf(page)).toEqual(wanted.toSorted())

/** What leads where, as it is read aloud: `a>b`, and `b>` to a path's end. */
async function linesOf(on: Page): Promise<string[]> {
  const told = await on
    .locator('.react-flow__edge')
    .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''))
  return told
    .map((words) => words.replace(/「(.+?)」から(?:「(.+)」|終わり)へ/, '$1>$2'))
    .toSorted()
}

type Box = { x: number; y: number; width: number; height: number }

const between = (above: Box, below: Box): [x: number, y: number] => [
  below.x + below.width / 2,
  (above.y + above.height + below.y) / 2,
]

/** Pairs of stones of which one lies on the other. */
async function covered(): Promise<string[]> {
  const all = page.locator('.react-flow__node')
  const boxes = await Promise.all((await all.all()).map(boxOf))
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      const across = a.x < b.x + b.width && b.x < a.x + a.width
      const down = a.y < b.y + b.height && b.y < a.y + a.height
      return across && down ? [`${JSON.stringify(a)} ${JSON.stringify(b)}`] : []
    }),
  )
}

async function isSeen(locator: Locator): Promise<boolean> {
  const [box, ground] = [await boxOf(locator), await boxOf(page.locator('.tobi-canvas'))]
  return (
    box.x >= ground.x &&
    box.y >= ground.y &&
    box.x + box.width <= ground.x + ground.width &&
    box.y + box.height <= ground.y + ground.height
  )
}
