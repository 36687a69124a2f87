/**
 * A mail as its frame shows it: links open beside the mail, and Japanese can be read where the machine
 * has no font for it. The mail's fonts come first, then the machine's, ours last. Pure.
 */
export function mailPage(html: string): string {
  const page = html.replace(STYLES_AND_TAGS, (part) => part.replace(GENERIC, `$&,${OURS}`))
  return /<head\b/i.test(page)
    ? page.replace(/<head\b[^>]*>/i, `$&${HEAD}`)
    : // In front of a doctype a tag would bring back the browsers of 1999.
      page.replace(/^\s*(<!doctype[^>]*>)?/i, `$&${HEAD}`)
}

const OURS = 'Noto Sans JP Variable'

/** A frame of no origin gets our fonts as any stranger would: asked for across origins. */
const HEAD = [
  '<base target="_blank">',
  '<link rel="stylesheet" crossorigin href="/fonts/noto-sans-jp.css">',
  `<style>:where(html){font-family:serif,${OURS}}`,
  `:where(pre,code,kbd,samp,tt){font-family:monospace,${OURS}}</style>`,
].join('')

const STYLES_AND_TAGS = /<style\b[^>]*>[\s\S]*?<\/style\s*>|<[a-z][^>]*>/gi

/** The last font of a list in a style or a `<font face>`, where it leaves the choice to the machine. */
const GENERIC =
  /(?:\bfont(?:-family)?\s*:|\bface\s*=)(?:&#?\w+;|[^;{}<>]){0,400}?\b(?:sans-serif|serif|monospace|system-ui|cursive|fantasy)(?=\s*(?:!\s*important\s*)?(?:[;}"']|$))/gi
