import type { Ground } from '../ground.ts'
import { addressOf, type Href, hrefsIn } from './hrefs.ts'
import { linkIds } from './links.ts'
import { clickToken, openToken } from './token.ts'

/** A mail's HTML that is about to leave. */
export type Leaving = { messageId: number; html: string }

type Spot = Href & { url: string }

/**
 * Mails whose links lead over us and whose opening is seen, so that both are counted. Text parts stay
 * as the author wrote them: an address there is read, not clicked through. Links to ourselves stay,
 * too: opt-outs and confirmations are keys and no places, but for sign-up forms.
 * @returns the HTML of each, in their order
 */
export async function counted(
  { db, secret, baseUrl }: Pick<Ground, 'db' | 'secret' | 'baseUrl'>,
  mails: readonly Leaving[],
): Promise<string[]> {
  const spots = mails.map(({ html }) => spotsIn(html, baseUrl))
  const ids = await linkIds(db, new Set(spots.flatMap((each) => each.map(({ url }) => url))))
  return mails.map(({ messageId, html }, n) => {
    const short = (url: string) => `${baseUrl}/c/${clickToken(secret, messageId, ids.get(url)!)}`
    const pixel = `<img src="${baseUrl}/o/${openToken(secret, messageId)}.gif" width="1" height="1" alt="" style="border:0;width:1px;height:1px">`
    return withPixel(replaced(html, spots[n]!, short), pixel)
  })
}

function spotsIn(html: string, baseUrl: string): Spot[] {
  return hrefsIn(html).flatMap((href) => {
    const url = known(href.written)
    const ours = url?.startsWith(`${baseUrl}/`) && !url.startsWith(`${baseUrl}/f/`)
    return url && !ours ? [{ ...href, url }] : []
  })
}

function replaced(html: string, spots: Spot[], short: (url: string) => string): string {
  let made = ''
  let done = 0
  for (const { begin, end, url } of spots) {
    made += `${html.slice(done, begin)}"${short(url)}"`
    done = end
  }
  return made + html.slice(done)
}

function withPixel(html: string, pixel: string): string {
  const at = html.toLowerCase().lastIndexOf('</body>')
  return at < 0 ? html + pixel : `${html.slice(0, at)}${pixel}\n${html.slice(at)}`
}

/** What is written means the same each time, and most of it comes again with the next mail. */
function known(written: string): string | null {
  const before = meant.get(written)
  if (before !== undefined) return before
  const url = addressOf(written)
  if (meant.size >= REMEMBERED) meant.clear()
  meant.set(written, url)
  return url
}

const meant = new Map<string, string | null>()
const REMEMBERED = 5000
