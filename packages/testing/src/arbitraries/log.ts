/**
 * Logs of a small world: reference facts of one or two agencies and the careers of
 * a few people, with corrections, corrections of corrections, annulments and
 * corrections after annulment, interleaved, revisions and positions as a store
 * gives them. The hashes are placeholders: no store made them.
 */
import {
  AgencyCode,
  CareerId,
  Code,
  careerStream,
  type DecisionGround,
  type EventDraft,
  EventId,
  encode,
  FACTS,
  type FactType,
  instantOfMillis,
  isDecision,
  LOG_START,
  type LocalDate,
  LogPosition,
  type Noted,
  type RecordedEvent,
  StreamName,
  type WholeFact,
} from '@jejak/core'
import fc from 'fast-check'
import { arbitraryDecisionGround, arbitraryNoted, datedAs } from './drafts.js'
import { arbitraryFactOf, type Names } from './facts.js'
import { arbitraryLocalDate, arbitraryNullable, arbitraryRecord, arbitraryText } from './values.js'

/** A draft and the stream it goes to. */
export interface Placed {
  readonly stream: StreamName
  readonly draft: EventDraft
}

const only = <A extends string>(values: ReadonlyArray<string>, is: (value: unknown) => value is A): ReadonlyArray<A> => values.filter(is)
const hexOf = (n: number): string =>
  `${((n + 1) * 2654435761) >>> 0}`
    .padEnd(32, '0')
    .replace(/^/, (n % 16).toString(16))
    .slice(0, 32)

const AGENCIES = only(['kota-uji', 'kabupaten-uji'], AgencyCode.is)
const PEOPLE = only(
  [0, 1, 2, 3, 4, 5].map((n) => `${(n * 43 + 7).toString(16).padStart(2, '0')}${String(n).repeat(30)}`),
  CareerId.is,
)
const PROGRAMS = only(['P-1', 'P-2', 'P-3'], Code.is)
const COHORTS = only(['A-1', 'A-2', 'A-3', 'A-4', 'A-5'], Code.is)
const UNITS = only(['U-1', 'U-2', 'U-3'], Code.is)
const POSITIONS = only(['J-1', 'J-2', 'J-3'], Code.is)

/** The names of the small world; facts drawn from them meet often. */
export const WORLD: {
  readonly agencies: ReadonlyArray<AgencyCode>
  readonly people: ReadonlyArray<CareerId>
  readonly programs: ReadonlyArray<Code>
  readonly cohorts: ReadonlyArray<Code>
  readonly units: ReadonlyArray<Code>
  readonly positions: ReadonlyArray<Code>
} = {
  agencies: AGENCIES,
  people: PEOPLE,
  programs: PROGRAMS,
  cohorts: COHORTS,
  units: UNITS,
  positions: POSITIONS,
}

export const WORLD_NAMES: Names = {
  careers: fc.constantFrom(...PEOPLE),
  programs: fc.constantFrom(...PROGRAMS),
  cohorts: fc.constantFrom(...COHORTS),
  units: fc.constantFrom(...UNITS),
  positions: fc.constantFrom(...POSITIONS),
}

/** What is in a log: how many steps at most, and which agencies and people. */
export interface LogShape {
  readonly maxSteps?: number
  readonly agencies?: ReadonlyArray<AgencyCode>
  readonly people?: ReadonlyArray<CareerId>
  /** Draw reference facts too (default true). */
  readonly reference?: boolean
}

interface Step {
  readonly agency: AgencyCode
  readonly person: CareerId
  readonly fact: WholeFact
  readonly day: LocalDate
  readonly id: EventId
  readonly noted: Noted
  readonly decision: DecisionGround
  readonly reason: string | null
  readonly what: 'fact' | 'correct' | 'annul'
  /** Picks the root among those of the stream. */
  readonly pick: number
}

/** Career facts in the share in which they are met, and reference facts. */
const CAREER_WEIGHTS: ReadonlyArray<readonly [number, FactType]> = [
  [12, 'Appointed'],
  [1, 'Confirmed'],
  [1, 'TransferredIn'],
  [1, 'Agreement'],
  [1, 'DutyStatus'],
  [1, 'EducationAttained'],
  [1, 'ExamPassed'],
  [1, 'CreditDecided'],
  [9, 'Enrolled'],
  [3, 'Withdrew'],
  [18, 'Attended'],
  [6, 'Absent'],
  [9, 'Rated'],
  [12, 'Mentored'],
  [15, 'Appraised'],
  [3, 'CompetenceAssessed'],
  [12, 'Promoted'],
  [12, 'Positioned'],
  [6, 'Sanctioned'],
  [3, 'Nominated'],
  [3, 'StudyTimeAnswered'],
  [3, 'NumberChanged'],
  [3, 'Retired'],
  [3, 'Left'],
]
const REFERENCE_WEIGHTS: ReadonlyArray<readonly [number, FactType]> = [
  [15, 'ProgramOffered'],
  [24, 'CohortScheduled'],
  [9, 'PostDefined'],
  [3, 'CurriculumChanged'],
  [3, 'BudgetLine'],
  [3, 'PolicyAdopted'],
  [3, 'ForumHeld'],
  [1, 'InputReceived'],
  [1, 'InputAnswered'],
  [3, 'SurveyTaken'],
  [9, 'SeatTaken'],
  [3, 'SeatFreed'],
]

const weighted = (weights: ReadonlyArray<readonly [number, FactType]>): fc.Arbitrary<WholeFact> =>
  fc.oneof(...weights.map(([weight, type]) => ({ weight, arbitrary: arbitraryFactOf(type, WORLD_NAMES) })))

const careerFact = weighted(CAREER_WEIGHTS)
const referenceFact = weighted(REFERENCE_WEIGHTS)

const arbitraryStep = (shape: LogShape): fc.Arbitrary<Step> =>
  arbitraryRecord({
    agency: fc.constantFrom(...(shape.agencies ?? AGENCIES)),
    person: fc.constantFrom(...(shape.people ?? PEOPLE)),
    fact: shape.reference === false ? careerFact : fc.oneof({ weight: 3, arbitrary: careerFact }, { weight: 1, arbitrary: referenceFact }),
    day: arbitraryLocalDate,
    id: fc.uuid().filter(EventId.is),
    noted: arbitraryNoted,
    decision: arbitraryDecisionGround,
    reason: arbitraryNullable(arbitraryText),
    what: fc.oneof(
      { weight: 6, arbitrary: fc.constant('fact' as const) },
      { weight: 2, arbitrary: fc.constant('correct' as const) },
      { weight: 1, arbitrary: fc.constant('annul' as const) },
    ),
    pick: fc.nat({ max: 1_000 }),
  })

const indexOf = (names: ReadonlyArray<string>, name: string): number => Math.max(0, names.indexOf(name))

/** The stream a fact belongs to: the person's, or the one of its program, cohort, post or agency. */
export const streamFor = ({ fact, agency, person, pick }: Pick<Step, 'fact' | 'agency' | 'person' | 'pick'>): StreamName => {
  const home = FACTS[fact.type].home
  const base = indexOf(AGENCIES, agency) * 100
  const named = ((): string => {
    if (home === 'career') return careerStream(person)
    if (home === 'agency') return `agency-${agency}`
    if (fact.type === 'ProgramOffered') return `program-${hexOf(base + indexOf(PROGRAMS, fact.data.code))}`
    if (fact.type === 'CurriculumChanged' || fact.type === 'BudgetLine')
      return `program-${hexOf(base + indexOf(PROGRAMS, fact.data.program))}`
    if (fact.type === 'SeatTaken' || fact.type === 'SeatFreed') return `cohort-${hexOf(base + 10 + (pick % COHORTS.length))}`
    if (fact.type === 'CohortScheduled') return `cohort-${hexOf(base + 10 + indexOf(COHORTS, fact.data.code))}`
    if (fact.type === 'PostDefined')
      return `position-${hexOf(base + 20 + indexOf(UNITS, fact.data.unitId) * 10 + indexOf(POSITIONS, fact.data.positionId))}`
    return `agency-${agency}`
  })()
  return StreamName.is(named) ? named : careerStream(person)
}

const effectiveOn = (fact: WholeFact, day: LocalDate): LocalDate | null =>
  fact.type === 'PolicyAdopted' ? fact.data.from : datedAs(fact.type, day)

interface Root {
  readonly id: EventId
  readonly agency: AgencyCode
  saw: EventId
}

const place = (steps: ReadonlyArray<Step>): ReadonlyArray<Placed> => {
  const roots = new Map<StreamName, Root[]>()
  const ids = new Set<EventId>()
  const placed: Placed[] = []
  for (const step of steps) {
    if (ids.has(step.id)) continue
    ids.add(step.id)
    const stream = streamFor(step)
    const own = roots.get(stream) ?? []
    roots.set(stream, own)
    const root = own[step.pick % Math.max(1, own.length)]
    const base = { id: step.id, reason: step.reason, source: null, correlationId: step.id, causationId: step.id }
    if (step.what === 'fact' || root === undefined) {
      own.push({ id: step.id, agency: step.agency, saw: step.id })
      const dated = { ...base, agency: step.agency, effectiveOn: effectiveOn(step.fact, step.day) }
      placed.push({
        stream,
        draft: isDecision(step.fact) ? { ...dated, ...step.fact, ground: step.decision } : { ...dated, ...step.fact, ground: step.noted },
      })
      continue
    }
    const about = { ...base, agency: root.agency, root: root.id, saw: root.saw, ground: step.decision }
    root.saw = step.id
    placed.push({
      stream,
      draft:
        step.what === 'correct'
          ? { ...about, type: 'Corrected', effectiveOn: effectiveOn(step.fact, step.day), fact: step.fact }
          : { ...about, type: 'Annulled', effectiveOn: null },
    })
  }
  return placed
}

const positionAt = (index: number): LogPosition => [index + 1].filter(LogPosition.is)[0] ?? LOG_START

const START = Date.UTC(2026, 0, 5, 2)

/** Gives drafts revisions and positions in their order, as a store would; nothing is sealed, personal parts are left out. */
export const asRecorded = (placed: ReadonlyArray<Placed>): ReadonlyArray<RecordedEvent> => {
  const ends = new Map<StreamName, { readonly revision: number; readonly hash: string }>()
  return placed.map(({ stream, draft }, index): RecordedEvent => {
    const encoded = encode(draft)
    const last = ends.get(stream)
    const revision = last === undefined ? 0 : last.revision + 1
    const position = positionAt(index)
    const hash = position.toString(16).padStart(64, '0')
    ends.set(stream, { revision, hash })
    return {
      stream,
      revision,
      position,
      id: draft.id,
      type: encoded.type,
      schema: encoded.schema,
      data: encoded.data,
      sealed: null,
      meta: { ...encoded.meta, recordedAt: instantOfMillis(START + index * 60_000), previousHash: last?.hash ?? null, hash },
    }
  })
}

/** Drafts in the order of a log, each with its stream; for tests that append them to a store. */
export const arbitraryPlaced = (shape: LogShape = {}): fc.Arbitrary<ReadonlyArray<Placed>> =>
  fc.array(arbitraryStep(shape), { maxLength: shape.maxSteps ?? 60, size: 'max' }).map(place)

/** A whole log. */
export const arbitraryLog = (shape: LogShape = {}): fc.Arbitrary<ReadonlyArray<RecordedEvent>> => arbitraryPlaced(shape).map(asRecorded)
