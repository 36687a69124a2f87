import classes from './mail-frame.module.css'
import { mailPage } from './mail-page.ts'

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
        srcDoc={mailPage(html)}
      />
    </div>
  )
}

/** The same as a small picture: 600 wide, drawn at the width of its place. */
export function MailThumb({ html, text }: { html: string | null; text: string | null }) {
  return (
    <div className={classes.thumb} aria-hidden="true">
      {html !== null ? (
        <iframe title="mail" tabIndex={-1} sandbox="" loading="lazy" srcDoc={mailPage(html)} />
      ) : (
        text !== null && <pre>{text.slice(0, 1200)}</pre>
      )}
    </div>
  )
}
