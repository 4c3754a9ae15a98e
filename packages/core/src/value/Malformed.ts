/** The one anatomy of smart constructors: `agencyCode(text)` answers the branded value, or which form was expected. */
import * as E from 'fp-ts/lib/Either.js'

/** A value that has not the form its type asks for. It never carries the value: that may be personal. */
export interface Malformed {
  readonly tag: 'Malformed'
  /** Name of the type: `AgencyCode`. */
  readonly type: string
  /** The form that was expected, in words. */
  readonly expected: string
}

/** The smart constructor of a codec: checks a value once, after which its type says that it was checked. */
export const constructorOf =
  <A, I = string>(codec: { readonly name: string; readonly is: (value: unknown) => value is A }, expected: string) =>
  (value: I): E.Either<Malformed, A> =>
    codec.is(value) ? E.right(value) : E.left({ tag: 'Malformed', type: codec.name, expected })
