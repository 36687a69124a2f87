import { Parser } from 'htmlparser2'

/** A link's address in HTML as it is written, with its quotes if it has any. */
export type Href = { begin: number; end: number; written: string }

/**
 * Where the addresses of links stand in HTML: of `<a>`, `<area>` and the buttons that Outlook draws
 * (VML). Reads each character about once, whatever it is given. Pure.
 */
export function hrefsIn(html: string): Href[] {
  const found: Href[] = []
  for (const { index, 0: opening } of html.matchAll(OPENING)) {
    ATTRIBUTE.lastIndex = index + opening.length
    for (let match = ATTRIBUTE.exec(html); match; match = ATTRIBUTE.exec(html)) {
      const [all, name, value] = match
      if (value === undefined || name!.toLowerCase() !== 'href') continue
      const end = match.index + all.length
      found.push({ begin: end - value.length, end, written: value })
      // Of two, a browser takes the first.
      break
    }
  }
  return found
}

const OPENING = /<(?:a|area|v:[a-z]+)(?=[\s/])/gi
const ATTRIBUTE = /[\s/]*([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y

/** Longer addresses are left as they are: a header that redirects must hold them. */
const LONGEST = 4000

/**
 * The http(s) address that a written one means, its entities read as a browser reads them; null for
 * anything else (`mailto:`, `tel:`, `#…`, a place that is relative). Pure.
 */
export function addressOf(written: string): string | null {
  let url = ''
  const parser = new Parser({
    onattribute(name, value) {
      if (name === 'href') url = value.trim()
    },
  })
  parser.end(`<a href=${written}>`)
  return /^https?:\/\/./i.test(url) && url.length <= LONGEST && URL.canParse(url) ? url : null
}

/** As a header can hold it: as it is written wherever that is possible. Pure. */
export const locationOf = (url: string) => (/^[\x21-\x7e]+$/.test(url) ? url : new URL(url).href)
