/** By which key facts without a row are known: read from the log, opened for whoever asked for values. */
import { careerOf, EmployeeNumber, type Fact, type LocalDate, type RecordedEvent, type StreamName, toEntry } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { Cells } from '../file/FileDef.js'
import { keyOfFact } from '../file/keyOfFact.js'
import type { AbsentFact } from '../stage/Stage.js'
import { Failure } from './Failure.js'

/** A stream as far as keys are read from it. */
interface Known {
  readonly stream: StreamName
  readonly events: ReadonlyArray<RecordedEvent>
  /** Number of the person whose career it is; `null` where it is none, or the number cannot be opened. */
  readonly number: EmployeeNumber | null
}

/** What was last stated about a root, before it was taken out. */
const lastStated = (events: ReadonlyArray<RecordedEvent>, root: AbsentFact['root']): O.Option<readonly [Fact, LocalDate | null]> =>
  pipe(
    events,
    RA.filterMap((event) => O.fromEither(toEntry(event))),
    RA.filterMap(({ id, says }) =>
      says.kind !== 'annulled' && root === (says.kind === 'fact' ? id : says.root)
        ? O.some([says.fact, says.effectiveOn] as const)
        : O.none,
    ),
    RA.last,
  )

/** The number from which the career has its id, whatever numbers came after it. */
const numberIn = (events: ReadonlyArray<RecordedEvent>, stream: StreamName, vault: Vault): EmployeeNumber | null =>
  pipe(
    events,
    RA.filterMap((event) =>
      pipe(
        vault.open(event),
        O.fromEither,
        O.chain((opened) => O.fromNullable(opened?.personal)),
        O.map((personal) => ('number' in personal ? personal['number'] : null)),
        O.filter(EmployeeNumber.is),
        O.filter((number) => vault.careerId(number) === careerOf(stream)),
      ),
    ),
    RA.head,
    O.toNullable,
  )

/** Reads keys; facts of one stream should be asked for one after the other, since it is read once. */
export const absentKeys = (events: EventStore, vault: Vault): ((fact: AbsentFact) => Promise<Cells | null>) => {
  let known: Known | null = null
  const look = async (stream: StreamName): Promise<Known> => {
    const read = await events.read(stream)()
    if (E.isLeft(read)) throw new Failure({ tag: 'StoreFailed', reason: read.left.reason })
    if (careerOf(stream) === null) return { stream, events: read.right, number: null }
    const loaded = await vault.load([stream])()
    if (E.isLeft(loaded)) throw new Failure({ tag: 'KeysFailed', reason: loaded.left.reason })
    return { stream, events: read.right, number: numberIn(read.right, stream, vault) }
  }
  return async ({ stream, root }) => {
    const { events: log, number } = known?.stream === stream ? known : await look(stream)
    known = { stream, events: log, number }
    return pipe(
      lastStated(log, root),
      O.chainNullableK(([fact, on]) => keyOfFact(fact, on)),
      O.map(({ file, cells }) => (number === null || file === 'mentoring' ? cells : { nip: number, ...cells })),
      O.toNullable,
    )
  }
}
