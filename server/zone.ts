/** Whether this machine knows the zone: an unknown one would fail every calendar rule later. */
export function isZone(zone: string): boolean {
  try {
    // An offset such as +09:00 is understood too, but knows no clock changes.
    return !/^[+-]/.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
