/** What must end when the program ends, in the order in which it began. */
export type Endings = (() => Promise<void>)[]

/**
 * Notes how something ends whose beginning may still be under way. What could not begin has said so
 * itself and has nothing to end.
 */
export function endLater<Begun>(
  endings: Endings,
  beginning: Promise<Begun>,
  end: (begun: Begun) => Promise<void>,
): void {
  endings.push(async () => {
    const [begun] = await Promise.allSettled([beginning])
    if (begun.status === 'fulfilled') await end(begun.value)
  })
}

/**
 * Ends everything, last begun first; what does not end well is told and keeps nothing else from ending.
 * @returns whether all ended well
 */
export async function endAll(endings: Endings, onError: (error: unknown) => void) {
  let well = true
  for (let end = endings.pop(); end; end = endings.pop()) {
    await end().catch((error) => {
      well = false
      onError(error)
    })
  }
  return well
}
