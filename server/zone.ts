/**
 * Whether this machine knows the zone: an unknown one would fail every calendar rule later. Only UTC and
 * what is named by area and city: to Postgres `EST`, `CET` and their like are fixed offsets, here they
 * have summer time. An offset such as +09:00 is understood too, but knows no clock changes.
 */
export function isZone(zone: string): boolean {
  try {
    const isNamed = /^(?:UTC$|[a-z]+\/)/i.test(zone)
    return isNamed && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
