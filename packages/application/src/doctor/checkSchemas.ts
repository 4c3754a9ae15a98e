/** Triggers and views in the files of a home: Jejak makes none, and they may alter or hide what it writes. */
import { strangersAt } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { constant, pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, ok, problem } from './Finding.js'

const AGAIN = 'stop what uses it, delete it: jejak makes it again from the log'
const REMOVE = 'remove it with DROP in sqlite3, then run jejak doctor again'

interface Place {
  readonly path: string
  readonly advice: string
}

/** The files of a home; what is in a Redis or on a server has no triggers. */
const placesOf = ({ events, keys, views, index }: DeploymentStores['files']): ReadonlyArray<Place> => [
  events.kind === 'sqlite' ? { path: events.path, advice: REMOVE } : { path: events.copy, advice: AGAIN },
  ...(keys.kind === 'sqlite' ? [{ path: keys.path, advice: REMOVE }] : []),
  ...(views.kind === 'sqlite' ? [{ path: views.path, advice: AGAIN }] : []),
  { path: index, advice: AGAIN },
]

const foreign = (path: string, stranger: string, advice: string): Finding =>
  problem(`${path} has the ${stranger}, which Jejak did not make and which may alter or hide what is written`, advice, {
    code: 'file.Foreign',
  })

export const checkSchemas = ({ files }: Pick<DeploymentStores, 'files'>): ReadonlyArray<Finding> =>
  pipe(
    placesOf(files),
    RA.chain(({ path, advice }) =>
      pipe(
        strangersAt(path),
        // That a file cannot be read is said by the check of what is in it.
        E.getOrElse(constant<ReadonlyArray<string>>([])),
        RA.map((stranger) => foreign(path, stranger, advice)),
      ),
    ),
    (found) => (found.length === 0 ? [ok('no trigger and no view stands in the files')] : found),
  )
