// Runs before the first paint, so that nobody sees a flash of the other scheme or language.
;(() => {
  const root = document.documentElement
  let scheme = null
  let language = null
  try {
    scheme = localStorage.getItem('tobiishi.scheme')
    language = localStorage.getItem('tobiishi.language')
  } catch {
    // Storage is closed: the browser's own choice holds.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.mantineColorScheme =
    scheme === 'light' || scheme === 'dark' ? scheme : dark ? 'dark' : 'light'
  root.lang = language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
})()
