/** What is to befall a deployment, round by round: made from a seed. */
import fc from 'fast-check'

const FAULTS = [
  'kill a worker',
  'stop a worker for a while',
  'restart Redis, which forgets all',
  'empty Redis',
  'cut the connections to Redis',
  'restart the event store',
  'cut the connections to the event store',
  'let a clock jump',
  'lose the jobs of a queue',
  'give every job several times',
  'dispatch beside the workers',
  'begin a rebuild and kill it',
  'rebuild',
  'roll the read models back',
] as const

type FaultName = (typeof FAULTS)[number]

export interface PlannedFault {
  readonly name: FaultName
  /** Milliseconds after the one before. */
  readonly after: number
  /** Chooses the victim. */
  readonly pick: number
}

export interface Round {
  readonly faults: ReadonlyArray<PlannedFault>
  /** The day by which the end of a cohort is moved, and which. */
  readonly moved: { readonly cohort: number; readonly days: number }
}

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  name: fc.constantFrom(...FAULTS),
  after: fc.integer({ min: 0, max: 700 }),
  pick: fc.nat(1_000),
})

const round: fc.Arbitrary<Round> = fc.record({
  faults: fc.array(fault, { minLength: 3, maxLength: 6 }),
  moved: fc.record({ cohort: fc.nat(1_000), days: fc.integer({ min: 1, max: 400 }) }),
})

/** The same seed, the same rounds. */
export const planOf = (seed: number, rounds: number): ReadonlyArray<Round> => fc.sample(round, { seed, numRuns: rounds })
