/** Runs a task for each item, some at a time, and gives the results in the order of the items. */
export const pooled = async <A, B>(items: ReadonlyArray<A>, width: number, task: (item: A) => Promise<B>): Promise<ReadonlyArray<B>> => {
  const results = new Array<B>(items.length)
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await task(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work))
  return results
}
