/** The events of one store into another, as they are. */
import { existsSync } from 'node:fs'
import { type Copied, type CopyError, type CopyProgress, copyLog } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { openPlace, type Place, samePlace } from './Place.js'

/** Why nothing, or not all, was copied. */
export type CopyFault =
  | CopyError
  /** Both addresses name one store. */
  | { readonly tag: 'OneStore' }
  /** There is no file to copy from. */
  | { readonly tag: 'NoFile'; readonly path: string }
  | { readonly tag: 'NotOpened'; readonly side: 'from' | 'to'; readonly reason: string }

/** Opens both stores, copies what the second lacks, and closes them. The same again goes on from where it stopped. */
export const copyEvents =
  (from: Place, to: Place, onProgress: (progress: CopyProgress) => void): TaskEither<CopyFault, Copied> =>
  async () => {
    if (samePlace(from, to)) return E.left({ tag: 'OneStore' })
    if (from.kind === 'sqlite' && !existsSync(from.path)) return E.left({ tag: 'NoFile', path: from.path })
    const source = await openPlace(from)
    if (E.isLeft(source)) return E.left({ tag: 'NotOpened', side: 'from', reason: source.left.reason })
    const target = await openPlace(to)
    if (E.isLeft(target)) {
      await source.right.close()
      return E.left({ tag: 'NotOpened', side: 'to', reason: target.left.reason })
    }
    const copied = await copyLog(source.right, target.right, onProgress)()
    await source.right.close()
    await target.right.close()
    return pipe(
      copied,
      E.mapLeft((error): CopyFault => error),
    )
  }
