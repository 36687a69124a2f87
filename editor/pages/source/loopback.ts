/** Whether an address leads back to the computer it is opened on: nothing outside reaches it. Pure. */
export function isLoopback(url: string): boolean {
  return /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(url).hostname)
}
