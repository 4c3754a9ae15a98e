/**
 * One patience for one call of the port, however many calls of the server it makes,
 * one after the other or side by side. It counts from the last answer: a server that
 * answers may take as long as there is work, and one that does not is given up once.
 */
import { backOff, pause } from '../read/pause.js'
import { withDeadline } from './deadline.js'
import { type Failure, failureOf, GaveUp, NoAnswer } from './failure.js'

export interface Limits {
  /** Milliseconds one call may take. */
  readonly deadline: number
  /** Milliseconds without an answer after which failures that may pass are not tried again. */
  readonly patience: number
}

/** Milliseconds a try has at least, be patience as good as over. */
const LEAST = 250

type Passing = Extract<Failure, { readonly tag: 'passing' }>

export interface Patience {
  /**
   * Makes one call, which is told to stop at its deadline (in milliseconds). Throws
   * `GaveUp`, and makes none, where the server was given up before: with what was wrong then.
   */
  readonly attempt: <A>(call: (signal: AbortSignal, deadline: number) => Promise<A>) => Promise<A>
  /** Whether a call that failed is not to be tried again. */
  readonly isOver: () => boolean
  /** Waits before another try, and no longer than patience lasts; not at all once the signal aborts. */
  readonly rest: (failures: number, signal?: AbortSignal) => Promise<void>
}

export const makePatience = ({ deadline, patience }: Limits): Patience => {
  let end = performance.now() + patience
  let failed: Passing | null = null
  const isOver = (): boolean => failed !== null && performance.now() >= end
  const answered = (): void => {
    end = performance.now() + patience
    failed = null
  }
  return {
    isOver,
    rest: (failures, signal) => pause(Math.max(0, Math.min(backOff(failures), end - performance.now())), signal),
    attempt: async (call) => {
      const before = failed
      if (before !== null && isOver()) throw new GaveUp({ ...before, applied: 'no' })
      const millis = before === null ? deadline : Math.min(deadline, Math.max(LEAST, end - performance.now()))
      try {
        const result = await withDeadline(millis, (signal) => call(signal, millis))
        answered()
        return result
      } catch (error) {
        const failure = failureOf(error)
        // Any other failure is an answer.
        if (failure.tag !== 'passing') answered()
        // A try cut short says less than the one before it.
        else if (before !== null && error instanceof NoAnswer && millis < deadline) throw new GaveUp({ ...before, applied: 'unknown' })
        else failed = failure
        throw error
      }
    },
  }
}
