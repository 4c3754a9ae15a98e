/** The board of the queues, where the environment names a queue and a token for it. */

import { type Environment, queueAddressOf } from '@jejak/application'
import type { Reports } from '@jejak/reports'
import type { ServerOptions } from '@jejak/server'
import * as E from 'fp-ts/lib/Either.js'
import { fault, type Outcome, ofOpening, usage } from '../CommandFailure.js'

/** Short ones can be tried out. */
const LEAST_CHARACTERS = 16

export interface OpenBoard {
  /** What the server is given: nothing where no board is shown. */
  readonly shown: Pick<ServerOptions, 'board'>
  readonly close: () => Promise<void>
}

const none: OpenBoard = { shown: {}, close: async () => undefined }

export const openBoard = async (env: Environment, standing: Reports['standing']): Outcome<OpenBoard> => {
  const token = env['JEJAK_BOARD_TOKEN'] ?? ''
  if (token === '') return E.right(none)
  if (token.length < LEAST_CHARACTERS) return E.left(usage(`JEJAK_BOARD_TOKEN must have at least ${LEAST_CHARACTERS} characters`))
  const address = queueAddressOf(env)
  if (E.isLeft(address)) return E.left(ofOpening(address.left))
  if (address.right === null) return E.right(none)
  const { openBoardQueues } = await import('@jejak/worker/queue')
  const opened = await openBoardQueues(address.right, standing)()
  if (E.isLeft(opened)) return E.left(fault(opened.left.reason))
  const { queues, close } = opened.right
  return E.right({ shown: { board: { queues, token } }, close })
}
