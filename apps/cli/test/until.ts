/** Looks again and again until there is something to see. */
export const until = async <A>(look: () => A | null | Promise<A | null>, seconds = 20): Promise<A> => {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
