export type Letter = {
  shop: string
  heading: string
  /** HTML, each a paragraph. */
  paragraphs: string[]
  button: { text: string; url: string }
  /** HTML, line by line: who sends, where they are, how to stop. */
  foot: string[]
}

/** A mail body that an author can read and change: one table, no tricks, styles in place. Pure. */
export const letter = ({ shop, heading, paragraphs, button, foot }: Letter) => `\
<p style="margin:0 0 28px;font-size:15px;letter-spacing:.08em;color:#17603e"><strong>${shop}</strong></p>

<h1 style="margin:0 0 20px;font-size:22px;line-height:1.5;color:#1e2622">${heading}</h1>

${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n\n')}

<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:28px 0">
  <tr><td style="border-radius:9px;background:#17603e">
    <a href="${button.url}" style="display:inline-block;padding:12px 24px;color:#ffffff;text-decoration:none"><strong>${button.text}</strong></a>
  </td></tr>
</table>

<p style="margin:36px 0 0;padding-top:16px;border-top:1px solid #e4e2d9;font-size:12px;line-height:1.8;color:#5f6963">
${foot.join('<br>\n')}
</p>
`
