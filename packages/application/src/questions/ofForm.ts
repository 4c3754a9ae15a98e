/** An answer in the form that is promised of it: what a report brings is looked at before it goes out. */
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type Fault, unavailable } from '../fault/Fault.js'

export const ofForm = <A>(codec: t.Decoder<unknown, A>, made: unknown): E.Either<Fault, A> => {
  const answer = codec.decode(made)
  return E.isRight(answer) ? answer : E.left(unavailable('store', 'the answer has not the form that is promised of it'))
}
