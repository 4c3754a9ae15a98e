/**
 * Parameters that were written down before their policy gained one. They are kept as
 * they were stored and lifted whenever they are read: what is new takes the value that
 * keeps the earlier answer, so no version ever adopted becomes unreadable.
 */
import type * as t from 'io-ts'

type Plain = Readonly<Record<string, unknown>>

/** From one form of a policy's parameters to the next. Forms are told apart by their codecs: nothing is of two. */
export interface Lift {
  /** Whether parameters are of the earlier form, to the letter. */
  readonly isOfEarlier: (parameters: Plain) => boolean
  readonly lift: (parameters: Plain) => Plain
}

/**
 * A step of a policy's chain of lifts.
 *
 * @param earlier codec of the form before the step; it must refuse every later form
 * @param up what the step makes of it: an earlier answer stays what it was
 *
 * @example
 * const first = exactly('first form', { most: whole(0, 9) })
 * const step = liftFrom(first, ({ most }) => ({ most, least: 0 }))
 * step.isOfEarlier({ most: 3 }) // => true
 * step.lift({ most: 3 }) // => { most: 3, least: 0 }
 */
export const liftFrom = <E>(earlier: t.Type<E, E, unknown>, up: (parameters: E) => Plain): Lift => ({
  isOfEarlier: (parameters) => earlier.is(parameters),
  lift: (parameters) => (earlier.is(parameters) ? up(parameters) : parameters),
})

/**
 * Parameters in the present form of their policy, from whichever form they are of;
 * what is of none is left as it is, and then does not fit the codec of the policy.
 *
 * @example
 * const step = liftFrom(exactly('first form', { most: whole(0, 9) }), ({ most }) => ({ most, least: 0 }))
 * liftedParameters([step], { most: 3 }) // => { most: 3, least: 0 }
 * liftedParameters([step], { most: 3, least: 1 }) // => { most: 3, least: 1 }
 */
export const liftedParameters = (lifts: ReadonlyArray<Lift>, parameters: Plain): Plain =>
  lifts.reduce((lifted, { lift }) => lift(lifted), parameters)
