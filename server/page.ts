import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { FONT_STYLE } from './font-files.ts'

type Content = ReturnType<typeof html>

/** A public page of ours: no script, nothing from elsewhere, in no frame unless it is made for one. */
export async function page(
  c: Context,
  {
    title,
    language,
    content,
    status = 200,
    leavesFor = '',
    framed = null,
  }: {
    title: string
    language: 'ja' | 'en'
    content: Content
    status?: ContentfulStatusCode
    /** An address elsewhere that the page's form may lead to in the end. */
    leavesFor?: string
    /** It stands on another site's page and speaks with it by this script, which holds nothing of anybody. */
    framed?: Framed | null
  },
): Promise<Response> {
  c.header('Content-Security-Policy', policy(leavesFor, framed))
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
  return c.html(document({ title, language, content, framed }), status)
}

type Framed = { script: string; hash: string }

/** The whole of such a page. */
export const document = ({
  title,
  language,
  content,
  framed = null,
}: {
  title: string
  language: 'ja' | 'en'
  content: Content
  framed?: Framed | null
}): Content =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${FONT_STYLE}">
<style>${raw(STYLE)}</style>
</head>
<body${framed ? raw(' class="framed"') : ''}><main>${content}</main>${framed ? raw(`<script>${framed.script}</script>`) : ''}</body>
</html>`

// The tokens of the product's look, light and dark.
const STYLE = `
:root{--page:#FAF9F5;--surface:#FFF;--ink:#1E2622;--ink2:#4D5852;--ink3:#5F6963;--ctl:#88867C;--line:#E4E2D9;--moss:#24764E;--onmoss:#FFF;--shu:#AD3622;--shubg:#FFE3DB;--shadow:0 1px 2px rgba(46,44,32,.06),0 0 0 1px rgba(46,44,32,.07)}
@media (prefers-color-scheme:dark){:root{--page:#161B18;--surface:#1E2421;--ink:#EAEDE8;--ink2:#B9C1BB;--ink3:#949E97;--ctl:#6E7872;--line:#2F3733;--moss:#7AC299;--onmoss:#0F1A14;--shu:#EF8C78;--shubg:#4B2A23;--shadow:0 1px 2px rgba(0,0,0,.3),0 0 0 1px rgba(233,240,232,.1)}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:400 14px/1.75 "Noto Sans JP Variable","Hiragino Sans","Yu Gothic UI",sans-serif;font-feature-settings:"tnum";line-break:strict;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
:lang(en) body{line-height:1.5}
main{max-width:560px;margin:0 auto;padding:36px 20px 60px}
.card{background:var(--surface);border-radius:14px;box-shadow:var(--shadow);padding:28px 20px}
h1{margin:0 0 8px;font-size:24px;line-height:34px;font-weight:600}
h1,p,label,legend{word-break:auto-phrase}
p{margin:0 0 16px}
p:last-child{margin-bottom:0}
.intro{color:var(--ink2);white-space:pre-line}
.field{margin:0 0 16px}
label{display:block;margin:0 0 4px;font-size:13px;line-height:20px;font-weight:550}
.optional{margin-left:8px;color:var(--ink3);font-size:12px;font-weight:400}
input[type=text],input[type=email],input[type=tel],input[type=date],select,textarea{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--ctl);border-radius:9px;background:var(--surface);color:var(--ink);font:inherit;font-size:16px}
textarea{line-height:1.6;resize:vertical}
fieldset{min-width:0;margin:0 0 16px;padding:0;border:0}
legend{margin:0 0 4px;padding:0;font-size:13px;line-height:20px;font-weight:550}
.help{margin:0 0 4px;color:var(--ink3);font-size:12px}
input[aria-invalid=true],select[aria-invalid=true],textarea[aria-invalid=true]{border-color:var(--shu);border-width:2px}
.wrong{margin:4px 0 0;color:var(--shu);font-size:13px}
.summary{margin:0 0 20px;padding:12px 16px;border-radius:10px;background:var(--shubg);color:var(--shu)}
.check{display:flex;gap:12px;align-items:flex-start;padding:8px 0;font-weight:400;font-size:14px;line-height:inherit}
.check input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--moss)}
.note{color:var(--ink3);font-size:12px}
button{display:block;width:100%;min-height:44px;margin:20px 0 0;padding:8px 20px;border:0;border-radius:9px;background:var(--moss);color:var(--onmoss);font:inherit;font-size:14px;font-weight:550;cursor:pointer}
button.quiet{background:none;color:var(--moss);box-shadow:inset 0 0 0 1px var(--ctl)}
.framed{background:none}
.framed main{max-width:none;padding:4px}
.after{margin-top:16px}
a{color:var(--moss)}
:focus-visible{outline:2px solid var(--moss);outline-offset:2px}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
@media (forced-colors:active){.card{border:1px solid}}
`

const styleHash = createHash('sha256').update(STYLE).digest('base64')

const policy = (leavesFor: string, framed: Framed | null) =>
  [
    "default-src 'none'",
    `style-src 'self' 'sha256-${styleHash}'`,
    ...(framed ? [`script-src 'sha256-${framed.hash}'`] : []),
    "font-src 'self'",
    // Browsers hold a redirect after a form to this, too.
    `form-action 'self'${leavesFor && ` ${new URL(leavesFor).origin}`}`,
    "base-uri 'none'",
    `frame-ancestors ${framed ? '*' : "'none'"}`,
  ].join('; ')
