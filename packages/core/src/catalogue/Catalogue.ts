/**
 * The reference facts of one agency: its programs, cohorts, posts, curriculum
 * versions and adopted policies. A value of the same kind as a career: a history,
 * with an index for reading.
 */
import type * as M from 'fp-ts/lib/Monoid.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf, FactType } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { Code, LogPosition } from '../identity/ids.js'
import { unsafeBrand } from '../unsafe.js'

type Named = ReadonlyMap<string, History.Holding>

/** What is known of the programs, cohorts, posts, curricula and policies of one agency, indexed for reading. */
export interface Catalogue {
  readonly history: History.History
  readonly programs: ReadonlyMap<Code, DataOf<'ProgramOffered'>>
  readonly cohorts: ReadonlyMap<Code, DataOf<'CohortScheduled'>>
  /** The last definition of each post, whatever its days; by `postKey`. What holds on a day: `postOn`, `postsOn`. */
  readonly posts: ReadonlyMap<string, DataOf<'PostDefined'>>
  /** All definitions of each post, from the first day on; by `postKey`. */
  readonly postings: ReadonlyMap<string, ReadonlyArray<DataOf<'PostDefined'>>>
  readonly curricula: ReadonlyArray<Dated<'CurriculumChanged'>>
  /** In the order of the log: of two adoptions from one day the later decides. */
  readonly policies: ReadonlyArray<Dated<'PolicyAdopted'>>
}

/** A fact of reference with the day from which it is effective; `null` where it always holds. */
export interface Dated<K extends FactType> {
  readonly effectiveOn: LocalDate | null
  readonly data: DataOf<K>
}

/**
 * Key of a post: unit and position id together.
 *
 * @example
 * sampleCatalogue.posts.get(Catalogue.postKey('U.01', 'J.01'))?.needed // => 2
 */
export const postKey = (unitId: string, positionId: string): string => `${unitId}\u0000${positionId}`

/** Catalogue events are these; the other facts of programs and agencies are read by reports alone. */
export const CATALOGUE_TYPES: ReadonlySet<FactType> = new Set([
  'ProgramOffered',
  'CohortScheduled',
  'PostDefined',
  'CurriculumChanged',
  'PolicyAdopted',
])

/** Of two facts that claim one code, the one of the earlier log position stands. */
const first = (a: History.Holding | undefined, b: History.Holding): boolean => a === undefined || b.entry.position < a.entry.position

const claim = (into: Map<string, History.Holding>, key: string, holding: History.Holding): void => {
  if (first(into.get(key), holding)) into.set(key, holding)
}

/**
 * Builds the catalogue of a history. Cost: one pass over it.
 *
 * @example
 * Catalogue.fromHistory(sampleCatalogue.history).programs.size // => 1
 */
export const fromHistory = (history: History.History): Catalogue => {
  const programs = new Map<string, History.Holding>()
  const cohorts = new Map<string, History.Holding>()
  const definitions = new Map<string, History.Holding>()
  const curricula: Dated<'CurriculumChanged'>[] = []
  const policies: (Dated<'PolicyAdopted'> & { readonly adopted: LogPosition })[] = []
  for (const holding of History.holding(history)) {
    const { fact, effectiveOn } = holding
    switch (fact.type) {
      case 'ProgramOffered':
        claim(programs, fact.data.code, holding)
        break
      case 'CohortScheduled':
        claim(cohorts, fact.data.code, holding)
        break
      case 'PostDefined':
        claim(definitions, `${postKey(fact.data.unitId, fact.data.positionId)}\u0000${fact.data.from ?? ''}`, holding)
        break
      case 'CurriculumChanged':
        curricula.push({ effectiveOn, data: fact.data })
        break
      case 'PolicyAdopted':
        policies.push({ effectiveOn, data: fact.data, adopted: history.get(holding.root)?.position ?? holding.entry.position })
        break
      default:
    }
  }
  const postings = postingsOf(dataOf(definitions, 'PostDefined').values())
  return {
    history,
    curricula,
    policies: policies.sort((a, b) => a.adopted - b.adopted).map(({ effectiveOn, data }) => ({ effectiveOn, data })),
    programs: dataOf(programs, 'ProgramOffered'),
    cohorts: dataOf(cohorts, 'CohortScheduled'),
    posts: lastOf(postings),
    postings,
  }
}

type Posting = DataOf<'PostDefined'>

const postingsOf = (definitions: Iterable<Posting>): ReadonlyMap<string, ReadonlyArray<Posting>> => {
  const postings = new Map<string, Posting[]>()
  for (const data of definitions) {
    const key = postKey(data.unitId, data.positionId)
    const present = postings.get(key)
    if (present === undefined) postings.set(key, [data])
    else present.push(data)
  }
  // The one that always held stands first.
  for (const list of postings.values()) if (list.length > 1) list.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  return postings
}

const lastOf = (postings: ReadonlyMap<string, ReadonlyArray<Posting>>): ReadonlyMap<string, Posting> => {
  const last = new Map<string, Posting>()
  for (const [key, list] of postings) {
    const data = list.at(-1)
    if (data !== undefined) last.set(key, data)
  }
  return last
}

const dataOf = <K extends FactType, N extends string>(named: Named, type: K): ReadonlyMap<N, DataOf<K>> => {
  const data = new Map<N, DataOf<K>>()
  for (const [name, { fact }] of named) if (fact.type === type) data.set(unsafeBrand<N>(name), unsafeBrand<DataOf<K>>(fact.data))
  return data
}

/**
 * A catalogue that knows nothing: of an agency of which no event has arrived. National policies hold in it. Never a stand-in for one that was not read.
 */
export const empty: Catalogue = fromHistory(History.empty)
/**
 * The union of two catalogues: associative, commutative, idempotent.
 *
 * @example
 * Catalogue.merge(Catalogue.empty, sampleCatalogue).cohorts.size // => 1
 */
export const merge = (a: Catalogue, b: Catalogue): Catalogue => fromHistory(History.merge(a.history, b.history))
/** Catalogues under `merge`, with `empty` as unit. */
export const Monoid: M.Monoid<Catalogue> = { concat: merge, empty }

/**
 * Adds entries in one pass.
 *
 * @example
 * Catalogue.add(Catalogue.empty, [...sampleCatalogue.history.values()]).programs.size // => 1
 */
export const add = (catalogue: Catalogue, entries: ReadonlyArray<History.Entry>): Catalogue =>
  entries.length === 0 ? catalogue : fromHistory(History.add(catalogue.history, entries))

/**
 * The catalogue as it was known before a position of the log (that event excluded).
 *
 * @example
 * Catalogue.knownBefore(sampleCatalogue, LOG_START).programs.size // => 0
 */
export const knownBefore = (catalogue: Catalogue, position: LogPosition): Catalogue =>
  fromHistory(History.knownBefore(catalogue.history, position))

/**
 * End of a cohort: the effective date of all that happened in it; `null` while the cohort is unknown.
 *
 * @example
 * const [cohort] = sampleCatalogue.cohorts.keys()
 * cohort === undefined ? null : Catalogue.cohortEnd(sampleCatalogue, cohort) // => '2025-05-03'
 * Catalogue.cohortEnd(Catalogue.empty, must(code('SIM.01'))) // => null
 */
export const cohortEnd = (catalogue: Catalogue, cohort: Code): LocalDate | null => catalogue.cohorts.get(cohort)?.ends ?? null

const holdsOn = (list: ReadonlyArray<Posting>, day: LocalDate): Posting | null => {
  const present = list.findLast(({ from }) => from === null || from <= day)
  return present === undefined || (present.until !== null && present.until <= day) ? null : present
}

/**
 * What holds of a post on a day: its definition with the latest `from` on it or before, one that always
 * holds before all others; `null` where there is none, or where the post is no more.
 *
 * @example
 * Catalogue.postOn(sampleCatalogue, 'U.01', 'J.01', day('2025-12-31'))?.needed // => 2
 */
export const postOn = (catalogue: Catalogue, unitId: string, positionId: string, day: LocalDate): Posting | null =>
  postOfKey(catalogue, postKey(unitId, positionId), day)

/**
 * The same for the key of a post.
 *
 * @example
 * Catalogue.postOfKey(sampleCatalogue, Catalogue.postKey('U.01', 'J.01'), day('2025-12-31'))?.needed // => 2
 */
export const postOfKey = (catalogue: Catalogue, key: string, day: LocalDate): Posting | null => {
  const list = catalogue.postings.get(key)
  return list === undefined ? null : holdsOn(list, day)
}

/**
 * The posts of the establishment that hold on a day, by `postKey`.
 *
 * @example
 * Catalogue.postsOn(sampleCatalogue, day('2025-12-31')).size // => 1
 */
export const postsOn = (catalogue: Catalogue, day: LocalDate): ReadonlyMap<string, Posting> => {
  const posts = new Map<string, Posting>()
  for (const [key, list] of catalogue.postings) {
    const data = holdsOn(list, day)
    if (data !== null) posts.set(key, data)
  }
  return posts
}
