/** Histories and catalogues, and the pools of entries they are unions of. */
import { type AgencyCode, type CareerId, Catalogue, careerStream, History, kindOf, type RecordedEvent, toEntry } from '@jejak/core'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { arbitraryLog, type LogShape, WORLD } from './log.js'

/** Reads recorded events as entries; what arbitraries make can always be read. */
export const entriesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<History.Entry> =>
  events.flatMap((event) => {
    const entry = toEntry(event)
    return E.isRight(entry) ? [entry.right] : []
  })

const [PERSON] = WORLD.people
const people: ReadonlyArray<CareerId> = PERSON === undefined ? [] : [PERSON]

/** All entries of one person's stream, in order. */
export const arbitraryCareerEntries = (shape: LogShape = {}): fc.Arbitrary<ReadonlyArray<History.Entry>> =>
  arbitraryLog({ maxSteps: 30, reference: false, ...shape, people }).map((log) =>
    entriesOf(log.filter(({ stream }) => people.some((person) => careerStream(person) === stream))),
  )

/** A whole career. */
export const arbitraryCareer = (shape: LogShape = {}): fc.Arbitrary<History.History> =>
  arbitraryCareerEntries(shape).map((entries) => History.fromEntries(entries))

/**
 * Parts of one career, as partial folds on several machines would hold them: each
 * a subset in any order, with doubles, some of a higher revision, and corrections
 * whose root is in another part.
 */
export const arbitraryParts = (count: number): fc.Arbitrary<ReadonlyArray<ReadonlyArray<History.Entry>>> =>
  arbitraryCareerEntries({ maxSteps: 16 }).chain((entries) => {
    const doubled = entries.flatMap((entry, i) => (i % 3 === 0 ? [entry, { ...entry, revision: entry.revision + 100 }] : [entry]))
    return fc.array(fc.shuffledSubarray([...doubled]), { minLength: count, maxLength: count })
  })

/** The reference facts of the small world's first agency; names programs, cohorts and posts that careers name. */
export const arbitraryCatalogueEntries: fc.Arbitrary<ReadonlyArray<History.Entry>> = arbitraryLog({
  maxSteps: 60,
  agencies: WORLD.agencies.slice(0, 1),
}).map((log) => entriesOf(log.filter(({ stream }) => kindOf(stream) !== 'career')))

export const arbitraryCatalogue: fc.Arbitrary<Catalogue.Catalogue> = arbitraryCatalogueEntries.map((entries) =>
  Catalogue.fromHistory(History.fromEntries(entries)),
)

/** A career and the catalogues it is read with, of one log. */
export interface CareerAndCatalogues {
  readonly career: History.History
  readonly catalogueOf: (agency: AgencyCode) => Catalogue.Catalogue
}

export const arbitraryCareerAndCatalogues: fc.Arbitrary<CareerAndCatalogues> = arbitraryLog({ maxSteps: 80, people }).map((log) => {
  const entries = entriesOf(log)
  const isCareer = new Set(log.filter(({ stream }) => kindOf(stream) === 'career').map(({ id }) => id))
  const catalogues = new Map(
    WORLD.agencies.map((agency) => [
      agency,
      Catalogue.fromHistory(History.fromEntries(entries.filter((entry) => entry.agency === agency && !isCareer.has(entry.id)))),
    ]),
  )
  return {
    career: History.fromEntries(entries.filter(({ id }) => isCareer.has(id))),
    catalogueOf: (agency) => catalogues.get(agency) ?? Catalogue.empty,
  }
})
