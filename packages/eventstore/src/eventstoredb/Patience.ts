/**
 * One patience for one call of the port, however many calls of the server it makes,
 * one after the other or side by side. It counts from the last answer: a server that
 * answers may take as long as there is work, and one that does not is given up once.
 */
import { backOff, pause } from '../read/pause.js'
import { withDeadline } from './deadline.js'
import { failureOf, GaveUp } from './failure.js'

export interface Limits {
  /** Milliseconds one call may take. */
  readonly deadline: number
  /** Milliseconds without an answer after which failures that may pass are not tried again. */
  readonly patience: number
}

/** Milliseconds a try has at least, be patience as good as over. */
const LEAST = 250

export interface Patience {
  /**
   * Makes one call, which is told to stop at its deadline (in milliseconds). Throws
   * `GaveUp`, and makes none, where the server was given up before.
   */
  readonly attempt: <A>(call: (signal: AbortSignal, deadline: number) => Promise<A>) => Promise<A>
  /** Whether a call that failed is not to be tried again. */
  readonly isOver: () => boolean
  /** Waits before another try, and no longer than patience lasts; not at all once the signal aborts. */
  readonly rest: (failures: number, signal?: AbortSignal) => Promise<void>
}

export const makePatience = ({ deadline, patience }: Limits): Patience => {
  let end = performance.now() + patience
  let failed = false
  const isOver = (): boolean => failed && performance.now() >= end
  const answered = (): void => {
    end = performance.now() + patience
    failed = false
  }
  return {
    isOver,
    rest: (failures, signal) => pause(Math.max(0, Math.min(backOff(failures), end - performance.now())), signal),
    attempt: async (call) => {
      if (isOver()) throw new GaveUp()
      const millis = failed ? Math.min(deadline, Math.max(LEAST, end - performance.now())) : deadline
      try {
        const result = await withDeadline(millis, (signal) => call(signal, millis))
        answered()
        return result
      } catch (error) {
        // Any other failure is an answer.
        if (failureOf(error).tag === 'passing') failed = true
        else answered()
        throw error
      }
    },
  }
}
