import { createHash } from 'node:crypto'

/**
 * What a site puts on its page: `<script src="…/f/KEY.js" async></script>`. It stands in a frame of its
 * own, where no style or script of that page reaches what people type; the frame grows with the form. What stands
 * behind the script's `?` goes along: `lang`, and values for hidden fields. Pure.
 */
export const embedScript = (title: string) => `(function () {
  var me = document.currentScript
  if (!me) return
  var at = new URL(me.src)
  at.pathname = at.pathname.replace(/\\.js$/, '')
  at.searchParams.set('embed', '1')
  var frame = document.createElement('iframe')
  frame.src = at.href
  frame.title = ${forScript(title)}
  frame.style.width = '100%'
  frame.style.height = '480px'
  frame.style.border = '0'
  frame.style.colorScheme = 'light dark'
  me.parentNode.insertBefore(frame, me)
  addEventListener('message', function (event) {
    if (event.source !== frame.contentWindow || event.origin !== at.origin || !event.data) return
    var height = event.data.height
    if (typeof height === 'number') frame.style.height = Math.min(Math.max(height, 60), 10000) + 'px'
    var go = event.data.go
    if (typeof go === 'string' && /^https?:/.test(go)) location.href = go
  })
})()
`

/** JSON that may stand in a script whatever page it is pasted into. */
const forScript = (text: string) =>
  JSON.stringify(text).replace(/[<\u2028\u2029]/g, (each) => {
    return `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
  })

/** Tells the page around how high the form is, and where to go on when it is done. */
export const FRAME_SCRIPT = `
const tell = () => parent.postMessage({ height: document.body.offsetHeight }, '*')
new ResizeObserver(tell).observe(document.body)
const onward = document.querySelector('a[data-onward]')
if (onward) parent.postMessage({ go: onward.href }, '*')
`

export const frameScriptHash = createHash('sha256').update(FRAME_SCRIPT).digest('base64')
