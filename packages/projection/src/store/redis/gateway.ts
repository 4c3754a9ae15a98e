/**
 * The one place where what Redis answers or throws becomes a value. Work is done
 * again where a connection was lost: all of it may be done twice.
 */
import { LogPosition } from '@jejak/core'
import { attempt, type RedisConnection, UnexpectedReply } from '@jejak/eventstore/redis'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import type { ViewsError, ViewsUnavailable } from '../faults.js'

/** Thrown inside work to leave it; caught here alone. */
class Gone extends Error {}

const Texts = t.array(t.string)

/** A list of texts; work on a generation that is not there ends here. */
export const texts = (reply: unknown): ReadonlyArray<string> => {
  if (reply === null) throw new Gone()
  if (!Texts.is(reply)) throw new UnexpectedReply()
  return reply
}

/** A list of lists of texts; work on a generation that is not there ends here. */
export const lists = (reply: unknown): ReadonlyArray<ReadonlyArray<string>> => {
  if (reply === null) throw new Gone()
  return shaped(t.array(Texts), reply)
}

/** A whole number that a script answered; work on a generation that is not there ends here. */
export const answer = (reply: unknown): number => {
  if (reply === null) throw new Gone()
  if (!t.number.is(reply)) throw new UnexpectedReply()
  return reply
}

/** What passes a codec. */
export const shaped = <A>(codec: { readonly is: (value: unknown) => value is A }, value: unknown): A => {
  if (!codec.is(value)) throw new UnexpectedReply()
  return value
}

/** A whole number in a text. */
export const whole = (text: string | undefined): number => {
  const number = Number(text)
  if (text === undefined || text === '' || !Number.isSafeInteger(number)) throw new UnexpectedReply()
  return number
}

export const position = (text: string | undefined): LogPosition => shaped(LogPosition, whole(text))

/** A text that must be there. */
export const present = (text: string | undefined): string => {
  if (text === undefined) throw new UnexpectedReply()
  return text
}

/** Work that concerns no generation in particular. */
export const plain =
  <A>(connection: RedisConnection, work: () => Promise<A>): TaskEither<ViewsUnavailable, A> =>
  async () => {
    const done = await attempt(connection, work)
    return E.isLeft(done) ? E.left({ tag: 'ViewsUnavailable', reason: done.left }) : done
  }

/** Work on a generation; `missing` hears that a part of it is not there. */
export const onGeneration =
  <A>(connection: RedisConnection, generation: number, missing: () => Promise<void>, work: () => Promise<A>): TaskEither<ViewsError, A> =>
  async () => {
    const done = await plain(connection, async (): Promise<E.Either<ViewsError, A>> => {
      try {
        return E.right(await work())
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        await missing()
        return E.left({ tag: 'GenerationGone', generation })
      }
    })()
    return E.isLeft(done) ? done : done.right
  }
