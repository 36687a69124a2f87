import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/**
 * A real browser that npm installed, for root and for anybody else, which reaches this machine and
 * nothing beyond it. Close it.
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // The browser's own libraries and fonts serve where the machine has none.
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
    ],
  })
}

export type Reader = {
  language?: 'ja' | 'en'
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** A fresh profile of somebody who reads so; nothing moves on its pages. */
export function newReader(
  browser: Browser,
  { language = 'ja', scheme = 'light', width = 1440, height = 900 }: Reader = {},
): Promise<BrowserContext> {
  return browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    timezoneId: 'Asia/Tokyo',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    viewport: { width, height },
  })
}

/**
 * The folder with the unpacked browser, one for each user and version. It is filled under another
 * name and put in place in one move, so that test files that start together don't meet half of it.
 */
async function unpacked(): Promise<string> {
  const packed = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `tobiishi-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  if (existsSync(folder)) return folder
  const fresh = await mkdtemp(`${folder}-`)
  const before = process.env.TMPDIR
  // `inflate` writes to the folder for temporary files and knows no other.
  process.env.TMPDIR = fresh
  try {
    const files = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']
    await Promise.all(files.map((file) => inflate(join(packed, 'bin', file))))
    await writeFile(join(fresh, 'fonts.conf'), fontsOf(folder))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(fresh, folder).catch(async (error) => {
    await rm(fresh, { recursive: true })
    // Somebody else was first; theirs is as good.
    if (!existsSync(folder)) throw error
  })
  return folder
}

/** The machine's fonts, then the one that comes with the browser: with none at all it falls over. */
const fontsOf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`
