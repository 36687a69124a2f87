/**
 * Never given again, so that a removed node's people are not taken for a new one's. A browser makes
 * whole UUIDs only where the address is https.
 */
export const newId = (type: string) => {
  const [number] = crypto.getRandomValues(new Uint32Array(1))
  return `${type}-${number!.toString(16).padStart(8, '0')}`
}
