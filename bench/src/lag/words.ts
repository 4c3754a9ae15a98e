/** What the processes of the lag bench say to one another, and the clock they share. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** Milliseconds, comparable between processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now()

/** A position of the log, and when: an append was durable, or readers were told of it. */
const Moment = t.readonly(t.type({ position: t.number, at: t.number }))
export type Moment = t.TypeOf<typeof Moment>

/** What the appender says at its end. */
export const Appended = t.readonlyArray(Moment)
/** What the follower says: that it follows, and at its end what it told and the processor time it took, in milliseconds. */
export const Following = t.literal('following')
export const Followed = t.type({ told: t.readonlyArray(Moment), cpu: t.number })
/** What the follower is told at the end: up to where to go. */
export const UpTo = t.number

/** Says a last word: the process ends when it is through. */
export const sayLast = (word: unknown): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(word, () => {
      process.disconnect()
      resolve()
    })
  })

export const must = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}
