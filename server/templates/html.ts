const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Pure. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** http(s) addresses in running text: ASCII alone, for Japanese goes on right behind one. */
const LINK = /https?:\/\/[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x7e]+/g

/** Text as HTML: escaped, addresses clickable, blank lines between paragraphs. Pure. */
export function htmlOfText(text: string): string {
  return text
    .trim()
    .split(/\r?\n[ \t\u3000]*\r?\n\s*/)
    .map((paragraph) => `<p>${linked(paragraph).replace(/\r?\n/g, '<br>\n')}</p>`)
    .join('\n')
}

/** One run of text as HTML: escaped, addresses clickable. Pure. */
export function linked(text: string): string {
  let html = ''
  let done = 0
  for (const { 0: match, index } of text.matchAll(LINK)) {
    const url = withoutStops(match)
    html += `${escaped(text.slice(done, index))}<a href="${escaped(url)}">${escaped(url)}</a>`
    done = index + url.length
  }
  return html + escaped(text.slice(done))
}

/** What ends a sentence does not belong to the address. A pattern anchored at the end alone would try
 *  from every stop on the way: minutes for a megabyte that somebody posts. */
function withoutStops(url: string): string {
  let end = url.length
  while (STOPS.includes(url[end - 1]!)) end--
  return url.slice(0, end)
}

const STOPS = '.,;:!?)]'

export type Around = { language: 'ja' | 'en'; title: string; preheader: string; footer: string }

/**
 * The author's HTML as a whole mail: a fragment is set into a quiet page, a whole document keeps its
 * own and gets preheader and footer where they belong. Pure.
 * @param around.footer HTML, or ''
 */
export function page(html: string, { language, title, preheader, footer }: Around): string {
  if (isDocument(html)) {
    const opened = insertAfter(html, /<body\b[^<>]*>/i, hidden(preheader))
    return insertBefore(opened, '</body>', footer && `${STRIP}${footer}</div>\n`)
  }
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(title)}</title>
<style>
body { margin: 0; background: #ffffff; color: #1e2622; }
a { color: #17603e; }
p { margin: 0 0 1.2em; }
img { max-width: 100%; height: auto; }
</style>
</head>
<body>
${hidden(preheader)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:28px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td align="left" style="${FONT};font-size:16px;line-height:1.75;color:#1e2622;word-break:break-word">
${html}
${footer && `${STRIP}${footer}</div>\n`}</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

const isDocument = (html: string) => /<(?:!doctype|html|body)\b/i.test(html)

const FONT =
  "font-family:'Hiragino Sans','Hiragino Kaku Gothic ProN','Noto Sans JP','Yu Gothic',Meiryo,sans-serif"

const STRIP = `<div style="margin-top:32px;padding-top:16px;border-top:1px solid #e4e2d9;${FONT};font-size:12px;line-height:1.7;color:#5f6963;text-align:left">`

/** What an inbox shows behind the subject; the row of joiners keeps it from reading on into the mail. */
function hidden(preheader: string): string {
  if (!preheader) return ''
  return `<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escaped(preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>\n`
}

function insertAfter(html: string, place: RegExp, what: string): string {
  const found = what ? place.exec(html) : null
  if (!found) return what + html
  const at = found.index + found[0].length
  return `${html.slice(0, at)}\n${what}${html.slice(at)}`
}

function insertBefore(html: string, place: string, what: string): string {
  const at = html.toLowerCase().lastIndexOf(place)
  return at < 0 ? html + what : html.slice(0, at) + what + html.slice(at)
}
