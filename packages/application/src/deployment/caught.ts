import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { ExtensionFailed } from '../extension/guarded.js'
import type { Fault } from '../fault/Fault.js'
import { ofExtensions } from '../fault/faultOf.js'

/** What an extension failed at becomes a fault; any other error is one of this program. */
export const caught =
  <A>(work: TaskEither<Fault, A>): TaskEither<Fault, A> =>
  async () => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof ExtensionFailed) return E.left(ofExtensions([`${error.message}: mend the extension, and raise its version`]))
      throw error
    }
  }
