import { html } from 'hono/html'
import type { Language } from '../language.ts'
import { words } from '../words/unsubscribe.ts'

type Content = ReturnType<typeof html>

/** The name of the button that takes an opt-out back. */
export const UNDO = 'undo'

/** Asks. Looking changes nothing: mail scanners follow every link. */
export function askContent(language: Language, address: string, sender: string): Content {
  const say = words[language]
  return html`<div class="card">
<h1>${say.askTitle}</h1>
<p>${say.ask(address, sender)}</p>
<p class="note">${say.necessary}</p>
<form method="post"><button type="submit">${say.stop}</button></form>
</div>`
}

/** Says that it is done, with a way back. */
export function doneContent(language: Language, address: string): Content {
  const say = words[language]
  return html`<div class="card" role="status">
<h1>${say.doneTitle}</h1>
<p>${say.done(address)}</p>
<p class="note">${say.undoHint}</p>
<form method="post"><input type="hidden" name="${UNDO}" value="1"><button type="submit" class="quiet">${say.undo}</button></form>
</div>`
}

/** `free`: whether nothing else stops mail to this address. */
export function undoneContent(language: Language, address: string, free: boolean): Content {
  const say = words[language]
  return html`<div class="card" role="status">
<h1>${say.undoneTitle}</h1>
<p>${free ? say.undone(address) : say.stillStopped(address)}</p>
</div>`
}

export function wrongContent(language: Language): Content {
  const say = words[language]
  return html`<div class="card"><h1>${say.wrongTitle}</h1><p>${say.wrong}</p></div>`
}

/** An address that its owner knows again and nobody else learns: `y***@example.com`. Pure. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@')
  return `${[...email][0]}***${email.slice(at)}`
}
