/** Inputs of deciders: a state of the small world, a context that knows its catalogue and its people, and a command about them. */
import {
  Catalogue,
  COMMAND_TYPES,
  type Command,
  type CommandType,
  type Context,
  careerStream,
  History,
  kindOf,
  type RecordedEvent,
  type State,
  type StreamName,
  type WholeFact,
} from '@jejak/core'
import fc from 'fast-check'
import { happened, setting } from '../decider/setting.js'
import { arbitraryCommands } from './commands.js'
import { arbitraryFacts } from './facts.js'
import { entriesOf } from './histories.js'
import { arbitraryPlaced, asRecorded, type Placed, streamFor, WORLD, WORLD_NAMES } from './log.js'
import { arbitraryEventId, arbitraryLocalDateIn, arbitraryRecord } from './values.js'

const people = WORLD.people.slice(0, 3)
const agencies = WORLD.agencies.slice(0, 1)
const facts = arbitraryFacts(WORLD_NAMES)
const commands = arbitraryCommands(WORLD_NAMES)

const [AGENCY_OF_WORLD] = agencies
const [SOMEONE] = people

/** These reference facts of the first agency in their streams. */
const placeReference = (reference: ReadonlyArray<WholeFact>): ReadonlyArray<Placed> =>
  reference.flatMap((fact, pick) =>
    AGENCY_OF_WORLD === undefined || SOMEONE === undefined
      ? []
      : [
          {
            stream: streamFor({ fact, agency: AGENCY_OF_WORLD, person: SOMEONE, pick }),
            draft: happened(900_100 + pick, null, fact),
          },
        ],
  )

/** Everyone is appointed early, some are enrolled, programs run and have seats, so that much of what follows is allowed. */
const arbitraryBefore: fc.Arbitrary<ReadonlyArray<Placed>> = fc
  .tuple(
    fc.tuple(...people.map(() => facts.Appointed)),
    fc.tuple(...people.map(() => facts.Enrolled)),
    fc.tuple(facts.ProgramOffered, facts.CohortScheduled, facts.CohortScheduled),
  )
  .map(([appointed, enrolled, reference]) => {
    const own = [appointed, enrolled].flatMap((list, which) =>
      list.flatMap((fact, i) => {
        const who = people[i]
        return who === undefined ? [] : [{ stream: careerStream(who), draft: happened(900_000 + which * 10 + i, '2018-01-01', fact) }]
      }),
    )
    return [...placeReference(reference), ...own]
  })

const historyIn = (log: ReadonlyArray<RecordedEvent>, stream: StreamName): State =>
  History.fromEntries(entriesOf(log.filter((event) => event.stream === stream)))

const catalogueIn = (log: ReadonlyArray<RecordedEvent>): Catalogue.Catalogue =>
  Catalogue.fromHistory(History.fromEntries(entriesOf(log.filter((event) => kindOf(event.stream) !== 'career'))))

/** Most corrections and annulments speak of a fact that is there, and most saw what holds; most seats that are freed were taken, and those who come back had left. */
const aimed = (command: Command, state: State, pick: number): Command => {
  if (command.type === 'FreeSeat' && pick % 3 !== 0) {
    const taken = History.holding(state).flatMap(({ fact }) => (fact.type === 'SeatTaken' ? [fact.data.career] : []))
    return { ...command, career: taken[pick % Math.max(1, taken.length)] ?? command.career }
  }
  if (command.type === 'Return') {
    const left = History.holding(state).flatMap(({ fact, effectiveOn }) =>
      (fact.type === 'Left' || fact.type === 'Retired') && effectiveOn !== null ? [effectiveOn] : [],
    )
    const [first = command.on] = left.sort().reverse()
    return { ...command, on: first }
  }
  if (command.type !== 'Correct' && command.type !== 'Annul') return command
  const seen = [...History.lastWord(state)]
  const [root, last] = seen[pick % Math.max(1, seen.length)] ?? [command.root, null]
  if (last === null || pick % 10 === 9) return command
  return { ...command, root, saw: pick % 10 === 8 ? root : last.id }
}

const text = fc.constantFrom<string | null>('A reason', 'A reason', 'A reason', 'A reason', ' ', null)
const arbitraryGrounds = arbitraryRecord({
  id: arbitraryEventId,
  today: arbitraryLocalDateIn('2024-01-01', '2027-12-31'),
  reason: text,
  basis: text,
  onBehalfOf: text,
})

/** What deciders are asked. */
export interface Asked {
  readonly context: Context
  readonly command: Command
  readonly state: State
}

/** Inputs of these commands; many are allowed, many refused. */
export const arbitraryDecisionInput = (types: ReadonlyArray<CommandType> = COMMAND_TYPES): fc.Arbitrary<Asked> =>
  fc
    .tuple(
      fc.oneof(...types.map((type) => commands[type])),
      fc.oneof({ weight: 3, arbitrary: arbitraryBefore }, { weight: 1, arbitrary: fc.constant([]) }),
      arbitraryPlaced({ maxSteps: 30, people, agencies }),
      arbitraryGrounds,
      fc.nat({ max: 10_000 }),
    )
    .map(([command, before, placed, grounds, pick]) => {
      const log = asRecorded([...before, ...placed])
      const ofCohort = command.type === 'TakeSeat' || command.type === 'FreeSeat'
      const kind = ofCohort ? 'cohort' : command.type === 'AdoptPolicy' ? 'agency' : 'career'
      const wanted = [...new Set(log.map((event) => event.stream))].filter((name) => kindOf(name) === kind)
      const stream = wanted[pick % Math.max(1, wanted.length)] ?? setting().stream
      const state = historyIn(log, stream)
      const others = new Map(
        people.map((who) => {
          const history = historyIn(log, careerStream(who))
          return [who, { history, revision: history.size - 1 }]
        }),
      )
      const context = setting({ ...grounds, stream, others, catalogue: catalogueIn(log) })
      return { context, command: aimed(command, state, pick), state }
    })
