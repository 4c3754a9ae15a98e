/** One run of a task for all who ask for it at once. */

export interface SharedRuns<A> {
  /** The result of a run that began after this call. */
  (): Promise<A>
  /** Resolves when none runs. */
  readonly idle: () => Promise<void>
}

/** Runs never overlap: who asks while one is under way gets the next, with all others who did. */
export const sharedRuns = <A>(task: () => Promise<A>): SharedRuns<A> => {
  let running: Promise<A> | null = null
  let next: Promise<A> | null = null
  const begin = (): Promise<A> => {
    const run = task().finally(() => {
      if (running === run) running = null
    })
    running = run
    return run
  }
  const ask = (): Promise<A> => {
    if (next !== null) return next
    if (running === null) return begin()
    next = running.then(follow, follow)
    return next
  }
  const follow = (): Promise<A> => {
    next = null
    return begin()
  }
  const idle = async (): Promise<void> => {
    while (running !== null) await Promise.allSettled([next ?? running])
  }
  return Object.assign(ask, { idle })
}
