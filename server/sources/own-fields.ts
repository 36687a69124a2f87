/** Hidden and own fields of our form pages; none of them reaches a payload. */
export const CONSENT = '_tobiishi_consent'
export const LANGUAGE = '_tobiishi_language'
/** Out of sight: who fills it in is a machine. */
export const TRAP = '_tobiishi_website'
/** Which version of the form is filled in. */
export const VERSION = '_tobiishi_version'
/** The topics whose boxes are ticked, by id. */
export const TOPIC = '_tobiishi_topic'
/** Made with the page: the same page sent twice is one post. */
export const ONCE = '_tobiishi_once'
