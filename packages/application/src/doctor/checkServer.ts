/** The copy of a server's log against its own total, against what others did to the server, and, if asked, against the server itself. */

import * as E from 'fp-ts/lib/Either.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, ok, problem } from './Finding.js'

/** Streams named one by one; of more only the count is said. */
const NAMED = 20

const BACKUP = 'put back a backup of the server, then delete events-copy.db'

const named = <A>(all: ReadonlyArray<A>, one: (each: A) => Finding, more: (count: number) => Finding): ReadonlyArray<Finding> => [
  ...all.slice(0, NAMED).map(one),
  ...(all.length > NAMED ? [more(all.length - NAMED)] : []),
]

export interface CheckServer {
  /** Read the server through. */
  readonly fromServer: boolean
  readonly onProgress: (done: number, total: number) => void
}

export const checkServer = async (home: DeploymentStores, { fromServer, onProgress }: CheckServer): Promise<ReadonlyArray<Finding>> => {
  const place = home.files.events
  if (place.kind !== 'eventstoredb') return []
  // The copy is brought up to date first.
  const head = await home.events.head()()
  if (E.isLeft(head)) return [problem('the log cannot be read', head.left.reason, { code: 'log.Unreadable' })]
  const { compareWithServer, openEventStoreDb, readCopyState } = await import('@jejak/eventstore/eventstoredb')
  const state = readCopyState(place.copy)
  if (E.isLeft(state)) return [problem('the copy of the log cannot be read', state.left.reason, { code: 'copy.Unreadable' })]
  const { noted, counted, damaged } = state.right
  const findings: Finding[] = [
    ...named(
      damaged,
      ({ stream, kind, reason }) => problem(`is damaged on the server: ${reason}`, BACKUP, { code: `server.${kind}`, where: stream }),
      (count) => problem(`${count} more streams are damaged on the server`, BACKUP, { code: 'server.more' }),
    ),
  ]
  const isWhole = noted.events === counted.events && noted.streams === counted.streams && noted.sum === counted.sum
  findings.push(
    isWhole
      ? ok(`the copy holds ${counted.events} events in ${counted.streams} streams, as was added up when they came`, { code: 'copy.total' })
      : problem(
          `the copy holds ${counted.events} events in ${counted.streams} streams; ${noted.events} in ${noted.streams} came, or they were others`,
          'delete events-copy.db: it is made again',
          { code: 'copy.total' },
        ),
  )
  if (!fromServer) return findings

  const server = await openEventStoreDb(place.url)()
  if (E.isLeft(server)) return [...findings, problem('the server cannot be read', server.left.reason, { code: 'server.Unreadable' })]
  const compared = await compareWithServer(server.right, home.events, new Set(damaged.map(({ stream }) => stream)), onProgress)
  await server.right.close()
  if (E.isLeft(compared)) return [...findings, problem('the server cannot be read', compared.left.reason, { code: 'server.Unreadable' })]
  const { server: there, lost, more } = compared.right
  findings.push(
    ...named(
      lost,
      ({ stream, events, revision, reason }) =>
        problem(`the server has lost ${events} ${events === 1 ? 'event' : 'events'} from revision ${revision} on (${reason})`, BACKUP, {
          code: 'server.lost',
          where: stream,
        }),
      (count) => problem(`the server has lost events of ${count} more streams`, BACKUP, { code: 'server.lost' }),
    ),
    ...named(
      more,
      (stream) =>
        problem('the server holds events that the copy does not have', 'delete events-copy.db: it is made again', {
          code: 'server.unknown',
          where: stream,
        }),
      (count) => problem(`of ${count} more streams too`, 'delete events-copy.db: it is made again', { code: 'server.unknown' }),
    ),
  )
  if (lost.length === 0 && more.length === 0)
    findings.push(ok(`the server holds ${there.events} events in ${there.streams} streams, the same as the copy`, { code: 'server.total' }))
  return findings
}
