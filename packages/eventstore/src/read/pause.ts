/** Pauses between tries. */
import { setTimeout as sleep } from 'node:timers/promises'

/** The first pause and the longest, in milliseconds. */
const FIRST = 100
const LONGEST = 5000

/** How long to wait before another try, in milliseconds: twice as long each time, and never the same, so that clients do not come back together. */
export const backOff = (failures: number): number => Math.min(LONGEST, FIRST * 2 ** failures) * (0.5 + Math.random() / 2)

/** Waits; the end of waiting comes early when the signal aborts. */
export const pause = async (millis: number, signal?: AbortSignal): Promise<void> => {
  try {
    await sleep(millis, undefined, signal === undefined ? {} : { signal })
  } catch {
    // Aborted: that is what the caller looks at next.
  }
}
