/** Codecs of the parameters of policies: they drop nothing, and say in words what they expect. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'

type Shape<P extends t.Props> = { readonly [K in keyof P]: t.TypeOf<P[K]> }

const keysOf = (value: unknown): ReadonlyArray<string> => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

/** What stands where a key is that nothing knows. */
const NOTHING: t.Type<undefined> = new t.Type('nothing: no such key is known', t.undefined.is, t.undefined.validate, t.identity)

const guarded = <A>(name: string, inner: t.Mixed, isKnown: (key: string) => boolean): t.Type<A, A, unknown> =>
  new t.Type<A, A, unknown>(
    name,
    (value): value is A => inner.is(value) && keysOf(value).every(isKnown),
    (value, context) => {
      const read = inner.validate(value, context)
      const strange = keysOf(value).filter((key) => !isKnown(key))
      if (strange.length === 0) return E.map((known: unknown) => unsafeBrand<A>(known))(read)
      const errors = strange.map((key): t.ValidationError => ({ value: undefined, context: t.appendContext(context, key, NOTHING) }))
      return t.failures(E.isLeft(read) ? [...read.left, ...errors] : errors)
    },
    t.identity,
  )

/**
 * A record of just these keys: one that is missing is a fault, and so is one too many.
 *
 * @example
 * const hours = exactly('hours of a year', { least: whole(0, 100) })
 * hours.is({ least: 20 }) // => true
 * hours.is({ least: 20, most: 40 }) // => false
 */
export const exactly = <P extends t.Props>(name: string, props: P): t.Type<Shape<P>, Shape<P>, unknown> =>
  guarded(name, t.type(props), (key) => Object.hasOwn(props, key))

const propsOf = <K extends string, A>(keys: ReadonlyArray<K>, value: t.Type<A, A, unknown>): Record<string, t.Type<A, A, unknown>> =>
  Object.fromEntries(keys.map((key) => [key, value]))

/**
 * A value for each of these keys.
 *
 * @example
 * table('a count by sex', ['L', 'P'], whole(0, 9)).is({ L: 1 }) // => false
 */
export const table = <K extends string, A>(
  name: string,
  keys: ReadonlyArray<K>,
  value: t.Type<A, A, unknown>,
): t.Type<Readonly<Record<K, A>>, Readonly<Record<K, A>>, unknown> => {
  const props = propsOf(keys, value)
  return guarded(name, t.type(props), (key) => Object.hasOwn(props, key))
}

/**
 * A value for some of these keys.
 *
 * @example
 * someOf('a count by sex', ['L', 'P'], whole(0, 9)).is({ L: 1 }) // => true
 */
export const someOf = <K extends string, A>(
  name: string,
  keys: ReadonlyArray<K>,
  value: t.Type<A, A, unknown>,
): t.Type<Readonly<Partial<Record<K, A>>>, Readonly<Partial<Record<K, A>>>, unknown> => {
  const props = propsOf(keys, value)
  return guarded(name, t.record(t.string, value), (key) => Object.hasOwn(props, key))
}

/**
 * What is true of every value that passes, said in words.
 *
 * @example
 * such(whole(0, 9), (n) => n % 2 === 0, 'an even number').is(3) // => false
 */
export const such = <A>(codec: t.Type<A, A, unknown>, test: (value: A) => boolean, words: string): t.Type<A, A, unknown> =>
  t.refinement(codec, test, words)

/**
 * A safe integer between two bounds, both included.
 *
 * @example
 * whole(1, 5).is(5) // => true
 * whole(1, 5).is(2.5) // => false
 */
export const whole = (from: number, to: number): t.Type<number, number, unknown> =>
  such(t.number, (n) => Number.isSafeInteger(n) && n >= from && n <= to, `a whole number from ${from} to ${to}`)

/**
 * A list in which nothing stands twice.
 *
 * @example
 * setOf('boxes', whole(1, 9)).is([7, 7]) // => false
 */
export const setOf = <A>(name: string, member: t.Type<A, A, unknown>): t.Type<ReadonlyArray<A>, ReadonlyArray<A>, unknown> =>
  such(t.readonlyArray(member), (list) => new Set(list).size === list.length, `${name}, each once`)

/**
 * Whether values fall or stay from each key to the next.
 *
 * @example
 * isFalling(['a', 'b'], { a: 2, b: 1 }) // => true
 */
export const isFalling = <K extends string>(keys: ReadonlyArray<K>, values: Readonly<Record<K, number>>): boolean =>
  keys.every((key, i) => {
    const before = keys[i - 1]
    return before === undefined || values[key] <= values[before]
  })

/**
 * A value, or `null` where there is none.
 *
 * @example
 * orNone(whole(0, 9)).is(null) // => true
 */
export const orNone = <A>(value: t.Type<A, A, unknown>): t.Type<A | null, A | null, unknown> => t.union([value, t.null])

/**
 * A month, as `2026-01`.
 *
 * @example
 * Month.is('2026-01') // => true
 * Month.is('2026-13') // => false
 */
export const Month: t.Type<string, string, unknown> = such(t.string, (text) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text), 'a month as yyyy-mm')

/** Text that says something. */
export const Words: t.Type<string, string, unknown> = such(
  t.string,
  (text) => text.trim() !== '' && text.length <= 500,
  'a text of 1 to 500 characters',
)

/** A key as it may be repeated in a message: what is in a file may be anything. */
const shown = (key: string): string => (/^[A-Za-z0-9_-]{1,40}$/.test(key) ? key : '?')

/**
 * All that is wrong with a value, as `path: what is expected there`. Values are
 * never repeated.
 *
 * @example
 * faultsOf(whole(2, 100), 1, 'fewest') // => ['fewest: expected a whole number from 2 to 100']
 */
export const faultsOf = (codec: t.Mixed, value: unknown, at: string): ReadonlyArray<string> => {
  const read = codec.decode(value)
  if (E.isRight(read)) return []
  return [
    ...new Set(
      read.left.map(({ context, value: found }) => {
        const path = [at, ...context.slice(1).map(({ key }) => shown(key))].join('.')
        const expected = context.at(-1)?.type.name ?? codec.name
        return found === undefined && expected !== NOTHING.name ? `${path}: missing; expected ${expected}` : `${path}: expected ${expected}`
      }),
    ),
  ]
}
