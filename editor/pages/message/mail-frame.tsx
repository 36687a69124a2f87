import classes from './mail-frame.module.css'

/**
 * A mail's HTML in a frame that may run nothing and knows nothing of this page. Its links open beside
 * it, as they would from a mailbox.
 */
export function MailFrame({ html, width, title }: { html: string; width: number; title: string }) {
  return (
    <div className={classes.desk}>
      <iframe
        className={classes.paper}
        style={{ maxWidth: width }}
        title={title}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={withTarget(html)}
      />
    </div>
  )
}

/** Links open beside the mail; in front of a doctype the tag would bring back the browsers of 1999. */
const withTarget = (html: string) =>
  /<head\b/i.test(html)
    ? html.replace(/<head\b[^>]*>/i, '$&<base target="_blank">')
    : html.replace(/^\s*(<!doctype[^>]*>)?/i, '$&<base target="_blank">')

/** The same as a small picture: 600 wide, drawn at the width of its place. */
export function MailThumb({ html, text }: { html: string | null; text: string | null }) {
  return (
    <div className={classes.thumb} aria-hidden="true">
      {html !== null ? (
        <iframe title="mail" tabIndex={-1} sandbox="" loading="lazy" srcDoc={html} />
      ) : (
        text !== null && <pre>{text.slice(0, 1200)}</pre>
      )}
    </div>
  )
}
