/**
 * What a shop puts on its pages: some lines of its own, no cookie, nothing of a third party. Whoever
 * is not identified leaves no trace, here or there; whoever is, is remembered in the browser's storage
 * until `forget`. An event has a key from the start, so that sending it again is not telling another.
 */
export const siteScript = (endpoint: string) =>
  SCRIPT.replace('ENDPOINT', JSON.stringify(endpoint).replaceAll('<', '\\u003c'))

// Plain ES2017: it runs in whatever browser a visitor has, as it stands.
const SCRIPT = `(function () {
  var to = ENDPOINT, place = 'tobiishi', queued = (window.tobiishi || {}).q || []
  var who = null, held = [], out = [], busy = false, pause = 1000, timer
  try { who = JSON.parse(localStorage.getItem(place)) } catch (e) {}

  function key() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (b) {
      return (b + 256).toString(16).slice(1)
    }).join('')
  }
  // By how long ago, for a visitor's clock may be wrong. One post speaks of one person.
  function next() {
    return out.filter(function (e) { return e.who === out[0].who }).slice(0, 20)
  }
  function body(list) {
    return JSON.stringify({ who: list[0].who, events: list.map(function (e) {
      return { name: e.name, payload: e.payload, key: e.key, ago: Math.max(0, Date.now() - e.at) }
    }) })
  }
  function drop(list) {
    out = out.filter(function (e) { return list.indexOf(e) < 0 })
  }
  function later(ms) {
    clearTimeout(timer)
    timer = setTimeout(send, ms)
  }
  function send() {
    if (busy || !out.length) return
    var list = next()
    busy = true
    fetch(to, { method: 'POST', body: body(list), keepalive: true, credentials: 'omit' }).then(
      function (r) {
        busy = false
        if (r.status === 429 || r.status >= 500) return again()
        drop(list)
        pause = 1000
        later(0)
      },
      function () { busy = false; again() })
  }
  function again() {
    later(pause)
    pause = Math.min(pause * 2, 60000)
  }
  function leave() {
    // What is under way may be cut off: told twice, it counts once.
    if (out.length) navigator.sendBeacon(to, body(next()))
  }
  function remember(value) {
    who = value
    try {
      if (who) localStorage.setItem(place, JSON.stringify(who))
      else localStorage.removeItem(place)
    } catch (e) {}
  }
  function track(name, payload, at) {
    var event = { name: name, payload: payload || {}, key: key(), at: at || Date.now() }
    if (!who) return held.length < 50 && held.push(event)
    event.who = who
    out.push(event)
    later(200)
  }
  function call(what, one, two) {
    if (what === 'track') track(one, two)
    else if (what === 'forget') { held = []; remember(null) }
    else if (what === 'identify' && one) {
      if (JSON.stringify(who) !== JSON.stringify(one)) remember(one)
      held.splice(0).forEach(function (e) { track(e.name, e.payload, e.at) })
    }
  }
  window.tobiishi = function () { call.apply(null, arguments) }
  queued.forEach(function (each) { call.apply(null, each) })
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') leave()
    else later(200)
  })
})()
`
