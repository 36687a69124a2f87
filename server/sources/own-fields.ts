/** Hidden and own fields of our form pages; none of them reaches a payload. */
export const CONSENT = '_tobiishi_consent'
export const LANGUAGE = '_tobiishi_language'
/** Out of sight: who fills it in is a machine. */
export const TRAP = '_tobiishi_website'
/** Made with the page: the same page sent twice is one post. */
export const ONCE = '_tobiishi_once'
