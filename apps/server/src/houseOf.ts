/** A worker's home as the server sees it. */
import { answerOfService, answerReport, type Home, liveState, peopleOf } from '@jejak/application'
import { answerProbe, type Operations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import { type Asked, type House, type HouseError, notReady } from './House.js'

type Unanswered = Parameters<typeof houseErrorOf>[0]

const houseErrorOf = (
  error:
    | { readonly tag: 'UnknownReport'; readonly report: string }
    | { readonly tag: 'BadArguments'; readonly faults: ReadonlyArray<{ readonly argument: string; readonly message: string }> }
    | { readonly tag: 'UnknownAgency' }
    | { readonly tag: 'BadKnownAt'; readonly message: string }
    | { readonly tag: 'NotYet'; readonly position: number; readonly waitedFor: number }
    | {
        readonly tag: 'Unavailable' | 'Corrupt' | 'OtherLog' | 'ViewsUnavailable' | 'Unreadable' | 'Unequal' | 'KeysUnavailable'
        readonly reason: string
      },
): HouseError => {
  switch (error.tag) {
    case 'UnknownReport':
      return { tag: 'UnknownReport', report: error.report }
    case 'BadArguments':
      return { tag: 'BadArguments', faults: error.faults.map(({ argument, message }) => ({ argument, message })) }
    case 'UnknownAgency':
      return { tag: 'NotFound', what: 'agency' }
    case 'BadKnownAt':
      return { tag: 'BadArguments', faults: [{ argument: 'knownAt', message: error.message }] }
    case 'NotYet':
      return notReady({
        tag: 'NotYet',
        reason: `All up to ${error.position} is in, not yet up to ${error.waitedFor}. Ask again; see that the position is of this log.`,
      })
    default:
      return notReady(error)
  }
}

/**
 * Read models are not brought up to date for each question: the server follows the
 * log, or where `watchOnly` sees what workers made of it, and every answer names its position.
 */
export const houseOf = (home: Home, operations: Operations, watchOnly = false): House => ({
  events: home.events,
  vault: home.vault,
  readModels: home.readModels,
  follow: watchOnly ? home.readModels.watch : home.readModels.follow,
  answer:
    (report, { knownAt, waitFor, ...asked }: Asked) =>
    async () =>
      E.mapLeft((error: Unanswered) => houseErrorOf(error))(
        await answerReport(home, report, asked, { catchUp: false, knownAt: knownAt ?? null, waitFor: waitFor ?? null })(),
      ),
  serviceHealth: async () => E.mapLeft((error: Unanswered) => houseErrorOf(error))(await answerOfService(home)()),
  probe: (probe) => answerProbe(probe, home, operations),
  state: async () => E.mapLeft((error: Unanswered) => houseErrorOf(error))(await liveState(home)()),
  people: (careers, appointments) => async () =>
    E.mapLeft((error: Unanswered) => houseErrorOf(error))(await peopleOf(home, careers, { appointments })()),
})
