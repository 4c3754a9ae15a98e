/** A deadline of our own on every call, as the libraries keep none on some. */
import { NoAnswer } from './failure.js'

/** Waits for a call so many milliseconds; after them it is told to stop, and `NoAnswer` is thrown. A later answer is not heard. */
export const withDeadline = async <A>(millis: number, call: (signal: AbortSignal) => Promise<A>): Promise<A> => {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer())
      stop.abort()
    }, millis)
  })
  try {
    return await Promise.race([call(stop.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
