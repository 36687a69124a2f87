import { compile } from 'html-to-text'
import { liquidStretches } from './render.ts'

/** HTML as a text part: one line a sentence as written, links as `words <address>`. Pure. */
export function textOfHtml(html: string): string {
  return convert(html).trim()
}

/**
 * An HTML template as a text template, so that the conversion is paid once a template and not once a
 * mail: Liquid is set aside while the HTML around it is converted, and put back untouched. Pure.
 * @returns null where values bring HTML of their own (`| raw`): then each mail must be converted
 */
export function textTemplate(html: string): string | null {
  const stretches = liquidStretches(html)
  const liquid = stretches.map(({ begin, end }) => html.slice(begin, end))
  if (liquid.some((each) => /\braw\b/.test(each)) || /[\uE000\uE001]/.test(html)) return null
  let marked = ''
  let done = 0
  for (const [number, { begin, end }] of stretches.entries()) {
    marked += `${html.slice(done, begin)}\uE000${number}\uE001`
    done = end
  }
  marked += html.slice(done)
  return textOfHtml(marked)
    .replace(ALONE, (line, numbers: string) => (areTags(numbers, liquid) ? numbers : line))
    .replace(MARK, (_, number) => liquid[Number(number)] ?? '')
}

const MARK = /\uE000(\d+)\uE001/g
/** Marks with a line to themselves. */
const ALONE = /\n[ \t]*((?:\uE000\d+\uE001)+)[ \t]*(?=\n|$)/g

/** Tags print nothing, so their line would stay as an empty one. */
const areTags = (marks: string, liquid: string[]) =>
  [...marks.matchAll(MARK)].every(([, number]) => liquid[Number(number)]?.startsWith('{%'))

const heading = { leadingLineBreaks: 2, trailingLineBreaks: 2, uppercase: false }

const convert = compile({
  // Deeper than any mail is laid out; a thousand levels more would exhaust the stack.
  limits: { maxDepth: 500 },
  wordwrap: false,
  formatters: {
    words: (element, _walk, builder) => builder.addInline(element.attribs.alt ?? ''),
  },
  selectors: [
    {
      selector: 'a',
      options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true, noAnchorUrl: true },
    },
    { selector: 'img', format: 'words' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: heading })),
    // Mails are laid out in tables: their cells are lines, not columns.
    { selector: 'table', format: 'block' },
    ...['tr', 'td', 'th'].map((selector) => ({ selector, format: 'block' })),
    { selector: 'head', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '・' } },
  ],
})
