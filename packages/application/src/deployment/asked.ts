/** The door of each use case: what is asked is decoded before anything is done, since a program without types may ask anything. */
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import type { Fault } from '../fault/Fault.js'
import { decodeRequest } from '../wire/decodeRequest.js'
import { caught } from './caught.js'

/** Goes on with what the codec of the request read, or answers which of its fields are wrong. */
export const asked = <A, B>(
  codec: t.Decoder<unknown, A>,
  given: unknown,
  use: (asked: A) => TE.TaskEither<Fault, B>,
): TE.TaskEither<Fault, B> => caught(pipe(decodeRequest(codec, given), TE.fromEither, TE.chain(use)))
